using System.Data.Common;
using Cendra.Domain.Database.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Tests.Reservations;

/// <summary>Counts the statements that reach the database, those that read apart from those that write.</summary>
internal sealed class CountedStatements : DbCommandInterceptor
{
    private int _reading;
    private int _writing;

    public (int Reading, int Writing) Count => (_reading, _writing);

    public void AddTo(IServiceCollection services) => services.ConfigureDbContext<SqliteCendraContext>(o => o.AddInterceptors(this));

    public void Reset() => (_reading, _writing) = (0, 0);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Take(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Take(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Take(command);
        return ValueTask.FromResult(result);
    }

    private void Take(DbCommand command)
    {
        if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _reading);
        }
        else
        {
            Interlocked.Increment(ref _writing);
        }
    }
}
