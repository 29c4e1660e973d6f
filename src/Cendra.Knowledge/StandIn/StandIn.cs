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
    public static class SecretPlaces { public static IReadOnlyList<string> In(string text) => []; }
}
