using Cendra.Domain.Time;

namespace Cendra.Lifecycle.Outbound;

/// <summary>How long something outside is left alone after it failed: longer each time, or what it asks for itself. Pure.</summary>
public static class GrowingPause
{
    /// <summary>The longest pause that grew by itself.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The longest pause that the other side can ask for.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromHours(6);

    /// <summary>Two minutes after the first failure, then doubled up to an hour; or what was asked for, where that is more.</summary>
    /// <param name="failures">How many in a row, from 1.</param>
    /// <param name="asked">What the other side asked for; null = nothing.</param>
    public static TimeSpan After(int failures, TimeSpan? asked)
    {
        var growing = TimeSpan.FromMinutes(Math.Pow(2, Math.Clamp(failures, 1, 6)));
        var wait = asked > growing ? asked.Value : growing < Longest ? growing : Longest;
        return wait < LongestAsked ? wait : LongestAsked;
    }

    /// <summary>What an answer asks for with <c>Retry-After</c>, in seconds or as a date; null = it does not.</summary>
    public static TimeSpan? AskedBy(HttpResponseMessage answer, DateTimeOffset nowUtc) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => Instants.Longer(date - nowUtc, TimeSpan.Zero),
        _ => null,
    };
}
