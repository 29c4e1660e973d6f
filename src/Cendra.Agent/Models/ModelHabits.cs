using System.Collections.Concurrent;

namespace Cendra.Agent.Models;

/// <summary>What servers were found not to take, remembered while the process runs: some that speak OpenAI's protocol refuse a request that names the format of its answer.</summary>
internal sealed class ModelHabits
{
    private readonly ConcurrentDictionary<string, bool> _plain = new(StringComparer.Ordinal);

    /// <summary>The format of the answer is asked for in words alone.</summary>
    public bool TakesNoFormat(ChatModelOptions settings) => _plain.ContainsKey(Of(settings));

    /// <summary>A request without the format was answered where the same with it was refused.</summary>
    public void NoteTakesNoFormat(ChatModelOptions settings) => _plain[Of(settings)] = true;

    private static string Of(ChatModelOptions settings) => $"{settings.Address} {settings.Model}";
}
