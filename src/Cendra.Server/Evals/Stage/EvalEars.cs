using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Cendra.Server.Evals.Stage;

/// <summary>Hears what one played house says of itself: log lines, activities, exceptions, arguments of jobs. Houses that are played at the same time are told apart by the flow of their work.</summary>
internal sealed class EvalEars : ILoggerProvider, IBackgroundJobClient
{
    private const int MostKept = 20_000;
    private static readonly AsyncLocal<EvalEars?> Here = new();
    private readonly ConcurrentQueue<(string Kind, string Text)> _heard = new();

    /// <summary>What was heard, with its kind.</summary>
    public IReadOnlyList<(string Kind, string Text)> Heard => [.. _heard];

    /// <summary>From here on this flow of work is heard by these ears.</summary>
    public void Listen() => Here.Value = this;

    /// <summary>Opens the ears of the process; to be disposed when nothing is played any more.</summary>
    public static IDisposable Open() => new Opened();

    /// <summary>What was heard before.</summary>
    public void Take(IEnumerable<(string Kind, string Text)> before)
    {
        foreach (var (kind, text) in before)
        {
            Keep(kind, text);
        }
    }

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    /// <summary>Takes jobs and runs none: what is due is due by its row.</summary>
    public string Create(Job job, IState state)
    {
        Keep("job", $"{job.Type.Name}.{job.Method.Name}({string.Join(", ", job.Args)})");
        return "0";
    }

    /// <inheritdoc />
    public bool ChangeState(string jobId, IState state, string expectedState) => true;

    private void Keep(string kind, string text)
    {
        if (_heard.Count < MostKept)
        {
            _heard.Enqueue((kind, text));
        }
    }

    private sealed class Category(EvalEars ears, string name) : ILogger
    {
        /// <summary>The database's own lines hold no values, and there are thousands.</summary>
        private readonly bool _isQuiet = name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= (_isQuiet ? LogLevel.Error : LogLevel.Information);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                ears.Keep("log", $"{name}: {formatter(state, exception)} {exception}");
            }
        }
    }

    private sealed class Opened : IDisposable
    {
        private readonly ActivityListener _listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => Here.Value is null ? ActivitySamplingResult.None : ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Here.Value?.Keep("activity", $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {activity.StatusDescription}"),
        };

        private readonly EventHandler<FirstChanceExceptionEventArgs> _thrown = (_, thrown) => Here.Value?.Keep("exception", $"{thrown.Exception.GetType().Name}: {thrown.Exception.Message}");

        public Opened()
        {
            ActivitySource.AddActivityListener(_listener);
            AppDomain.CurrentDomain.FirstChanceException += _thrown;
        }

        public void Dispose()
        {
            AppDomain.CurrentDomain.FirstChanceException -= _thrown;
            _listener.Dispose();
        }
    }
}
