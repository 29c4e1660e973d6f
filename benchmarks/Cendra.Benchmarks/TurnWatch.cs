using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cendra.Benchmarks;

/// <summary>Counts the statements of a turn, and what makes a file durable: the end of each transaction.</summary>
internal sealed class TurnWatch
{
    private bool _isOpen;

    public int Commits { get; private set; }

    public int Statements { get; private set; }

    /// <summary>What hears of both.</summary>
    public IReadOnlyList<IInterceptor> Interceptors => [new OfCommits(this), new OfStatements(this)];

    public void Begin() => (Commits, Statements, _isOpen) = (0, 0, true);

    public void End() => _isOpen = false;

    private sealed class OfCommits(TurnWatch watch) : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            watch.Commits += watch._isOpen ? 1 : 0;
            return Task.CompletedTask;
        }
    }

    private sealed class OfStatements(TurnWatch watch) : DbCommandInterceptor
    {
        public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            watch.Statements += watch._isOpen ? 1 : 0;
            return ValueTask.FromResult(result);
        }
    }
}
