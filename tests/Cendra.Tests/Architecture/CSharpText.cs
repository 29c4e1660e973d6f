using System.Text.RegularExpressions;

namespace Cendra.Tests.Architecture;

/// <summary>C# and Razor read as text, for rules that must see projects which the tests do not refer to.</summary>
internal static partial class CSharpText
{
    /// <summary>Strips comments. Strings stay.</summary>
    public static string WithoutComments(string text) =>
        Tokens().Replace(text, match => match.Groups["comment"].Success ? " " : match.Value);

    /// <summary>Strips comments and plain strings. Interpolated strings stay, for there may be code in them.</summary>
    public static string WithoutCommentsAndStrings(string text) =>
        Tokens().Replace(text, match => match.Groups["comment"].Success ? " " : match.Groups["plain"].Success ? "\"\"" : match.Value);

    /// <summary>The names of all types that a file declares; for a Razor component that is the file's name.</summary>
    public static IEnumerable<string> DeclaredTypes(SourceFile file) => file.IsCSharp
        ? Declarations().Matches(WithoutCommentsAndStrings(file.Text)).Select(match => match.Groups["name"].Value)
        : [Path.GetFileNameWithoutExtension(file.Path)];

    /// <summary>Class and base list of every class and record of a file, and of what a Razor component implements.</summary>
    public static IEnumerable<(string Name, string Bases)> Classes(SourceFile file)
    {
        if (!file.IsCSharp)
        {
            return RazorImplements().Matches(file.Text).Select(match => (Path.GetFileNameWithoutExtension(file.Path), match.Groups["name"].Value));
        }

        return ClassHeads().Matches(WithoutCommentsAndStrings(file.Text)).Select(match => (match.Groups["name"].Value, match.Groups["bases"].Value));
    }

    [GeneratedRegex("""
        (?<comment>//[^\n]*|/\*.*?\*/|@\*.*?\*@)
        |\$+@?(?<raw>"{3,}).*?\k<raw>|\$@"(?:[^"]|"")*"|@\$"(?:[^"]|"")*"|\$"(?:\\.|\{[^{}]*\}|[^"\\\n])*"
        |(?<plain>(?<fence>"{3,}).*?\k<fence>|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*")
        |'(?:\\[^\n']+|[^'\\\n])'
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"\b(?:class|interface|enum|struct|record(?:\s+(?:class|struct))?)\s+(?<name>[A-Z]\w*)(?=\s*[<({:;\s])")]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\b(?:class|record)\s+(?<name>[A-Z]\w*)(?:<[^>]*>)?\s*(?:\((?:[^()]|\([^()]*\))*\))?\s*(?::(?<bases>[^{;]*))?[{;]")]
    private static partial Regex ClassHeads();

    [GeneratedRegex(@"^@(?:implements|inherits)\s+(?<name>\S+)", RegexOptions.Multiline)]
    private static partial Regex RazorImplements();
}
