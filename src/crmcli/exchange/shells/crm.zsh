# crm completion for zsh: eval "$(crm completion zsh)"
_crm_completion() {
    local -a answer values shown ending
    local line
    answer=("${(@f)$("${(Q)words[1]}" --complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}")
    case $answer[1] in
    files) _files; return ;;
    folders) _files -/; return ;;
    open) ending=(-S '') ;;
    loose) compstate[insert]='' compstate[list]='list force' ;;
    esac
    for line in "${(@)answer[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  }")
    done
    (( $#values )) && compadd -U -V crm -l -d shown "${(@)ending}" -a values
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -D -i }
compdef _crm_completion @NAMES@
