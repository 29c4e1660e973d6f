using System.Globalization;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>What the house under play logged as an error, with what was thrown: in a play every one of them is something to be explained.</summary>
internal sealed class PlayLog(TimeProvider time) : ILoggerProvider
{
    private const int MostKept = 1000;
    private readonly List<string> _errors = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>When true, nothing is kept: the process is being cut off and what it says is not heard.</summary>
    public bool IsDeaf { get; set; }

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private void Keep(string category, string text, Exception? exception)
    {
        if (!IsDeaf && _errors.Count < MostKept)
        {
            _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():u} {category}: {text} {exception}"));
        }
    }

    private sealed class Category(PlayLog log, string name) : ILogger
    {
        /// <summary>Libraries that call an error what their caller expects and resolves: a collision of rows, a call to be repeated.</summary>
        private readonly bool _isLibrary = name == "Polly" || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error && !_isLibrary;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Keep(name, formatter(state, exception), exception);
            }
        }
    }
}
