namespace Cendra.Knowledge.Secrets;

/// <summary>What a code opens, told by the nearest word that names a thing.</summary>
internal static class CodeSubjects
{
    private const int Reach = 40;
    private const int Neighbours = 8;

    private static readonly Comparer<CodeWord> ByStart = Comparer<CodeWord>.Create((a, b) => a.Start.CompareTo(b.Start));

    public static CodeLikeKind Of(string folded, List<CodeWord> words, CodeWord near, int at)
    {
        if (near.Kind is not (CodeLikeKind.Other or CodeLikeKind.Door))
        {
            return near.Kind;
        }

        var own = words.BinarySearch(near, ByStart);
        var around = words.GetRange(Math.Max(0, own - Neighbours), Math.Min(words.Count, own + Neighbours + 1) - Math.Max(0, own - Neighbours));
        var nearest = around.Where(w => w.Kind is not CodeLikeKind.Other && Math.Abs(w.Start - near.Start) <= Reach + near.End - near.Start)
            .OrderBy(w => Introduces.SentenceEnds(Between(folded, w, near))).ThenBy(w => w.Force is CodeWordForce.Subject ? 1 : 0).ThenBy(w => Gap(w, near)).ThenBy(w => Math.Abs(w.Start - at))
            .Select(w => (CodeLikeKind?)w.Kind).FirstOrDefault();
        return nearest ?? near.Kind;
    }

    private static ReadOnlySpan<char> Empty => [];

    private static int Gap(CodeWord a, CodeWord b) => Math.Max(0, Math.Max(a.Start - b.End, b.Start - a.End));

    private static ReadOnlySpan<char> Between(string folded, CodeWord a, CodeWord b)
    {
        var (from, to) = (Math.Min(a.End, b.End), Math.Max(a.Start, b.Start));
        return from < to ? folded.AsSpan(from, to - from) : Empty;
    }
}
