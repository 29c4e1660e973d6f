using Cendra.Tests;

namespace Cendra.AgentEvals.Fuzz.Guests;

/// <summary>Orders of public collections, where they lie beside the clone; else none, and the play has its own.</summary>
internal static class SharedOrders
{
    private const int Longest = 1500;

    public static IReadOnlyList<string> All { get; } = SharedData.Folder is null ? [] : Read();

    private static IReadOnlyList<string> Read() =>
    [
        .. SharedData.Json("agent", "injection", "cyberseceval_prompt_injection.even.json").EnumerateArray().Select(c => c.GetProperty("user_input").GetString()!).Where(t => t.Length <= Longest),
        .. SharedData.Json("agent", "injection", "bipia_benchmark_text_attack_test.json").EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray()).Select(o => o.GetString()!),
    ];
}
