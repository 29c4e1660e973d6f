namespace Cendra.Agent.Rules;

/// <summary>The marks by which languages close a question.</summary>
internal static class Questions
{
    public static bool Marked(string text) => text.AsSpan().ContainsAny('?', '？', '؟');
}
