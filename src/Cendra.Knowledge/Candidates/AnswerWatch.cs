namespace Cendra.Knowledge.Candidates;

/// <summary>How long and how often a host's answer to an unanswered question is looked for. A host's message brings the look forward; these looks are the net.</summary>
public static class AnswerWatch
{
    /// <summary>A host's words count as the answer to a question up to so long after it.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromHours(48);

    private static readonly TimeSpan[] After = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12), TimeSpan.FromHours(24), Within];

    /// <summary>The next look at a question that was last asked then; null = nothing to look for any more.</summary>
    public static DateTimeOffset? Next(DateTimeOffset askedUtc, DateTimeOffset nowUtc)
    {
        foreach (var pause in After)
        {
            if (askedUtc + pause > nowUtc)
            {
                return askedUtc + pause;
            }
        }

        return null;
    }
}
