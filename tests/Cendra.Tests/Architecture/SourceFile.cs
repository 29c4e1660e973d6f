namespace Cendra.Tests.Architecture;

/// <summary>A text file of the repository: its path from the root with forward slashes, and what it says.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines => Text.Length == 0 ? 0 : Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsMigration => Path.Contains("/Migrations/", StringComparison.Ordinal);

    public bool IsUnder(string folder) => Path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
}
