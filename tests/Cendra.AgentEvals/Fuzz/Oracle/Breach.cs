namespace Cendra.AgentEvals.Fuzz.Oracle;

/// <summary>A promise was broken. The words hold what was said, so that a person can follow it; digits of the play are made up.</summary>
internal sealed class Breach(string promise, string words) : Exception($"{promise}: {words}")
{
    /// <summary>Which: P6, P7, P8, P10, sink, guard, tools, times, locks.</summary>
    public string Promise => promise;
}
