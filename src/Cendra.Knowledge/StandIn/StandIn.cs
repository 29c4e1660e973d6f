#pragma warning disable
namespace Cendra.Knowledge.Topics
{
    public sealed record Topic(string Id, string HostName);
    public static class TopicBook
    {
        public static IReadOnlyList<Topic> All { get; } = [];
        public static Topic? Find(string id) => All.FirstOrDefault(t => t.Id == id);
        public static IReadOnlyList<string> In(string text) => [];
        public static string Name(string topic, string language) => topic;
    }
}

namespace Cendra.Knowledge.Secrets
{
    public enum CodeLikeKind { Other, Wifi, Lockbox, Alarm, Gate, Door }
    public sealed record CodeLikeFinding(CodeLikeKind Kind, int Start, int Length, string Near);
    public static class CodeLikeScan { public static IReadOnlyList<CodeLikeFinding> In(string text) => []; }
    public static class SecretPlaces { public static IReadOnlyList<string> In(string text) => []; public static string Replace(string text, Func<string, string> filled) => text; }
}

namespace Cendra.Knowledge.Search
{
    public sealed record GuideText(Guid Id, string Question, string Answer, string Topic, string Language, ReadOnlyMemory<float> Vector = default) { public int Number { get; init; } }
    public sealed record ScorePart(string Words);
    public sealed record Found(GuideText Text, double Score, IReadOnlyList<ScorePart> Parts);
    public sealed class CompiledGuide(IReadOnlyList<GuideText> texts)
    {
        public static CompiledGuide Empty { get; } = new([]);
        public const double AnswersAlone = 0.6;
        public IReadOnlyList<GuideText> Texts { get; } = texts;
        public IReadOnlyList<Found> Find(string query, string language, int most, ReadOnlyMemory<float> vector = default) => [.. Texts.Take(most).Select(t => new Found(t, 1, []))];
    }
}
