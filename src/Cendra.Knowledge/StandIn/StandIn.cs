#pragma warning disable
namespace Cendra.Knowledge.Secrets
{
    public enum CodeLikeKind { Other, Wifi, Lockbox, Alarm, Gate, Door }
    public sealed record CodeLikeFinding(CodeLikeKind Kind, int Start, int Length, string Near);
    public static class CodeLikeScan { public static IReadOnlyList<CodeLikeFinding> In(string text) => []; }
    public static class SecretPlaces { public static IReadOnlyList<string> In(string text) => []; public static string Replace(string text, Func<string, string> filled) => text; }
}

