using Cendra.Domain.Portfolio;
using Microsoft.Extensions.Logging;

namespace Cendra.Agent.Models;

/// <summary>How the model is doing since this process began: in words for the page of connections, in one word for a machine. Per process; nothing of it is stored.</summary>
public sealed class ModelHealth(TimeProvider clock, ILogger<ModelHealth> log)
{
    private readonly Lock _gate = new();
    private ConnectionState _state;
    private string _words = "Not asked yet.";
    private DateTimeOffset? _lastGoodUtc;
    private bool _isResting;

    /// <summary>State, in words, and when it last answered.</summary>
    public (ConnectionState State, string Words, DateTimeOffset? LastGoodUtc) Read()
    {
        lock (_gate)
        {
            return (_state, _isResting ? "It failed again and again and is not asked for a minute at a time. Guests get basic replies without AI." : _words, _lastGoodUtc);
        }
    }

    /// <summary>No request leaves now: basic replies answer at once.</summary>
    public bool IsResting
    {
        get
        {
            lock (_gate)
            {
                return _isResting;
            }
        }
    }

    /// <summary>It answered as a model does.</summary>
    internal void Good()
    {
        lock (_gate)
        {
            (_state, _words, _lastGoodUtc) = (ConnectionState.Good, "Answers.", clock.GetUtcNow());
        }
    }

    /// <summary>It did not; <paramref name="words"/> hold nothing of what was asked.</summary>
    internal void Failing(string words, bool needsSignIn)
    {
        lock (_gate)
        {
            (_state, _words) = (needsSignIn ? ConnectionState.NeedsSignIn : ConnectionState.Failing, $"{words}. Guests get basic replies without AI.");
        }
    }

    /// <summary>From now on it is not asked for a while. Said once, not each time that it fails again.</summary>
    internal void Rest()
    {
        if (Set(true))
        {
            log.LogWarning("The model failed {Times} times within {Seconds} seconds and is not asked now: guests get basic replies", ModelRepeats.FailuresToRest, (int)ModelRepeats.RestTime.TotalSeconds);
        }
    }

    /// <summary>It is asked again.</summary>
    internal void Resume()
    {
        if (Set(false))
        {
            log.LogInformation("The model answers again");
        }
    }

    private bool Set(bool isResting)
    {
        lock (_gate)
        {
            var news = _isResting != isResting;
            _isResting = isResting;
            return news;
        }
    }
}
