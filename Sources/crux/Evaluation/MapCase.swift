import CruxModel
import Reasoning

/// One map of a map file, with the names that its file gives to things.
struct MapCase {
  var id: String?
  var thesis: Int?
  var map = ArgumentMap()
  /// As many as there are links; made up where the file gives none.
  var linkIDs: [String] = []
  /// A graph of the published semantics counts support that goes in a circle.
  var circularSupport = CircularSupport.leftOut
  /// In the frameworks of the field an argument may attack itself.
  var selfLinks = ArgumentMap.SelfLinks.refused
}

/// What is wrong in a map file, and where.
struct MapFileProblem: Error {
  /// From the root, `cases[2].links[0].weight`; empty for the root itself.
  var path: String
  /// In bytes; nil where no byte is to blame.
  var offset: Int?
  var message: String
}
