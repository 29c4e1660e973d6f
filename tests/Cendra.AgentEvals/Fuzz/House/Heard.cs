using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Cendra.AgentEvals.Fuzz.House;

/// <summary>Everything that a played house says where no guest reads it: log lines with what was thrown, arguments of jobs, tags of activities, exceptions that somebody caught.</summary>
internal sealed class Heard : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly List<(string Where, string Text)> _texts = [];
    private readonly ActivityListener _activities;

    public Heard()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Cendra", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Add("an activity", $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {activity.StatusDescription}"),
        };
        ActivitySource.AddActivityListener(_activities);
        AppDomain.CurrentDomain.FirstChanceException += OnThrown;
    }

    /// <summary>What was said since the last time.</summary>
    public IReadOnlyList<(string Where, string Text)> Take()
    {
        lock (_gate)
        {
            List<(string, string)> taken = [.. _texts];
            _texts.Clear();
            return taken;
        }
    }

    public void Add(string where, string text)
    {
        lock (_gate)
        {
            _texts.Add((where, text));
        }
    }

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc />
    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= OnThrown;
        _activities.Dispose();
    }

    private void OnThrown(object? sender, FirstChanceExceptionEventArgs thrown) => Add("an exception", thrown.Exception.Message);

    private sealed class Category(Heard heard, string name) : ILogger
    {
        /// <summary>The database's own lines are its statements, without values.</summary>
        private readonly LogLevel _from = name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Debug;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= _from;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                heard.Add("a log line", $"{name}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
