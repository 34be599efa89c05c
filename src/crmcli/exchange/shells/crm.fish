# crm completion for fish: crm completion fish | source
function __crm_completion
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer ($words[1] --complete fish $words[2..-1] "$current" 2>/dev/null </dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current"
        case '*'
            test (count $answer) -gt 1; and printf '%s\n' $answer[2..-1]
    end
end
for name in @NAMES@
    complete -c $name -f -a '(__crm_completion)'
end
