using System.Data.Common;
using Cendra.Domain.Database.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.StaySimulation.Run;

/// <summary>The process died here.</summary>
internal sealed class KilledException() : Exception("The process was killed here.");

/// <summary>
/// Counts the moments at which the outer world changes (a statement that writes, the two sides of a commit, a call and its answer) and kills at one of them: from there on nothing
/// reaches rows or wire any more, until the process starts anew.
/// </summary>
internal sealed class KillSwitch
{
    private int _left = -1;

    /// <summary>Nothing of this process lives any more.</summary>
    public bool IsDead { get; private set; }

    /// <summary>How often the process died.</summary>
    public int Deaths { get; private set; }

    /// <summary>At what it died last.</summary>
    public string DiedAt { get; private set; } = "";

    /// <summary>Called at the moment of death.</summary>
    public Action? Died { get; set; }

    /// <summary>Dies at the n-th moment from now.</summary>
    public void Arm(int moments) => _left = moments;

    /// <summary>The next process lives.</summary>
    public void Revive() => (IsDead, _left) = (false, -1);

    public void Pass(string what)
    {
        Look();
        if (_left > 0 && --_left == 0)
        {
            (IsDead, DiedAt) = (true, what);
            Deaths++;
            Died?.Invoke();
            throw new KilledException();
        }
    }

    public void AddTo(IServiceCollection services) =>
        services.ConfigureDbContext<SqliteCendraContext>(options => options.AddInterceptors(new Statements(this), new Transactions(this)));

    private void Look()
    {
        if (IsDead)
        {
            throw new KilledException();
        }
    }

    private sealed class Statements(KillSwitch kill) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Ask(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Ask(command);
            return ValueTask.FromResult(result);
        }

        private void Ask(DbCommand command)
        {
            if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            {
                kill.Look();
            }
            else
            {
                kill.Pass(command.CommandText.Split('\n')[0]);
            }
        }
    }

    private sealed class Transactions(KillSwitch kill) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            kill.Pass("before a commit");
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            kill.Pass("after a commit");
            return Task.CompletedTask;
        }
    }
}
