import ArgumentParser

/// The script that completes in bash: the argument parser's own, behind a function that gives it
/// words as people see them.
///
/// Bash takes words apart at `:`, `@` and `=`, so that `by:@Ada` comes as three, of which only the
/// last is to be replaced.
func bashCompletionScript() -> String {
  Crux.completionScript(for: .bash) + """


    # Joins what bash took apart, and gives back what it means to replace.
    __crux_complete() {
        if [[ "${COMP_POINT}" -ne "${#COMP_LINE}" ]]; then
            _crux "${@}"
            return
        fi

        local -a whole=()
        local line="${COMP_LINE}" word
        for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
            if [[ "${#whole[@]}" -gt 0 && -n "${line}" && "${line}" != [[:space:]]* ]]; then
                whole[${#whole[@]} - 1]+="${word}"
            else
                whole+=("${word}")
            fi
            line="${line#"${line%%[![:space:]]*}"}"
            line="${line#"${word}"}"
        done

        local -a COMP_WORDS=("${whole[@]}")
        local -i COMP_CWORD=$((${#whole[@]} - 1))
        local -r current="${whole[COMP_CWORD]}"
        local kept="${current%"${2}"}"
        kept="${kept%[\\\"\\']}"
        _crux "${1}" "${current}" "${whole[COMP_CWORD - 1]}"

        local -i index
        local ends=':'
        for index in "${!COMPREPLY[@]}"; do
            COMPREPLY[index]="${COMPREPLY[index]#"${kept}"}"
            [[ "${COMPREPLY[index]}" == *: ]] || ends=''
        done
        # A filter goes on behind its colon, which is not to be escaped.
        if [[ -n "${ends}" && "${#COMPREPLY[@]}" -gt 0 ]]; then
            compopt +o filenames -o nospace 2>/dev/null || true
        fi
    }

    complete -o filenames -F __crux_complete crux

    """
}
