import CruxModel
