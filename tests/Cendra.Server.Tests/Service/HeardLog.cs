using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cendra.Server.Tests.Service;

/// <summary>Everything that was logged: message, each value of its state, scopes and exceptions in full.</summary>
internal sealed class HeardLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Categories that said anything.</summary>
    public ConcurrentDictionary<string, LogLevel> Categories { get; } = new(StringComparer.Ordinal);

    /// <summary>Errors and worse, in words.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>What was heard since the last time, and forgets it: a long test would keep millions of lines.</summary>
    public IReadOnlyList<string> Taken()
    {
        var taken = new List<string>();
        while (_lines.TryDequeue(out var line))
        {
            taken.Add(line);
        }

        return taken;
    }

    public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

    public void Dispose()
    {
        // The server that ends disposes it; what was heard stays for the test.
    }

    private sealed class Ear(HeardLog heard, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            heard._lines.Enqueue($"{category} scope {Values(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            heard.Categories[category] = logLevel;
            // Below Information the values alone, template and all: the same in words is half of what a long test would spend on listening.
            var line = logLevel < LogLevel.Information && state is IEnumerable<KeyValuePair<string, object?>> ? $"{category} {logLevel} {Values(state)} | {exception}"
                : $"{category} {logLevel} {formatter(state, exception)} | {Values(state)} | {exception}";
            heard._lines.Enqueue(line);
            if (logLevel >= LogLevel.Error)
            {
                heard.Errors.Enqueue(line);
            }
        }

        private static string Values<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join("; ", values.Select(v => $"{v.Key}={v.Value}")) : $"{state}";
    }
}
