using System.Data.Common;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>The process died here. What was under way is cut off, clean-up included.</summary>
internal sealed class KilledException() : Exception("The process was killed here.");

/// <summary>
/// Counts every moment at which the outer world changes or is asked (a statement that writes, the end of a transaction, a call to Seam and its answer) and kills at
/// one of them: from there on nothing reaches database or wire any more, as after <c>kill -9</c>.
/// </summary>
internal sealed class KillSwitch
{
    private readonly Lock _gate = new();
    private int _dieAt;
    private string? _dieAtFirst;
    private (string Words, int Left) _dieAtWords = ("", 0);
    private TaskCompletionSource _died = new();
    private bool _counts;

    /// <summary>Moments passed while it was armed.</summary>
    public int Passed { get; private set; }

    /// <summary>What happened at the moment of death; empty when nobody died.</summary>
    public string DiedAt { get; private set; } = "";

    public bool IsDead { get; private set; }

    /// <summary>Done once somebody died, for a test that waits for what happens beside it.</summary>
    public Task Died => _died.Task;

    /// <summary>Counts from nought; dies at this moment, or at the first of this name.</summary>
    public void Arm(int dieAt = int.MaxValue, string? dieAtFirst = null) => Arm(dieAt, dieAtFirst, ("", 0));

    /// <summary>Dies when something with these words in it happens for the so-manieth time.</summary>
    public void ArmAt(string words, int time) => Arm(int.MaxValue, null, (words, time));

    /// <summary>The server may live, and lives uncounted.</summary>
    public void Disarm() => (_counts, IsDead) = (false, false);

    /// <summary>One moment passes.</summary>
    public void Pass(string what) => Pass(what, what);

    private void Pass(string what, string inFull)
    {
        lock (_gate)
        {
            Look();
            if (_counts && (Passed++ == _dieAt || what == _dieAtFirst || IsLastOfWords(inFull)))
            {
                (IsDead, DiedAt) = (true, what);
                _died.TrySetResult();
                throw new KilledException();
            }
        }
    }

    private bool IsLastOfWords(string inFull)
    {
        if (_dieAtWords.Left == 0 || !inFull.Contains(_dieAtWords.Words, StringComparison.Ordinal))
        {
            return false;
        }

        _dieAtWords.Left--;
        return _dieAtWords.Left == 0;
    }

    private void Arm(int dieAt, string? dieAtFirst, (string Words, int Left) dieAtWords)
    {
        lock (_gate)
        {
            _died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_dieAt, _dieAtFirst, _dieAtWords, _counts, Passed, DiedAt, IsDead) = (dieAt, dieAtFirst, dieAtWords, true, 0, "", false);
        }
    }

    /// <summary>Nothing is answered to a dead process.</summary>
    public void Look()
    {
        if (IsDead)
        {
            throw new KilledException();
        }
    }

    public void AddTo(IServiceCollection services) =>
        WorldDatabase.Configure(services, options => options.AddInterceptors(new Statements(this), new Transactions(this)));

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
                kill.Pass(command.CommandText.Split('\n')[0], command.CommandText);
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
