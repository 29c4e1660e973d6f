using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cendra.KillPoints;

/// <summary>
/// Hears what the frameworks tell of themselves: before and after each commit (a statement that writes outside any transaction is one), before each outgoing request and after its answer.
/// A commit is named by the tables that it changes.
/// </summary>
internal sealed class Boundaries(KillPoint point) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Database = "Microsoft.EntityFrameworkCore";
    private const string Outgoing = "HttpHandlerDiagnosticListener";
    private const string RequestStart = "System.Net.Http.HttpRequestOut.Start";
    private const string RequestStop = "System.Net.Http.HttpRequestOut.Stop";
    private static readonly string[] Writing = ["INSERT INTO \"", "UPDATE \"", "DELETE FROM \""];
    private readonly ConditionalWeakTable<DbTransaction, SortedSet<string>> _open = [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is Database or Outgoing)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value)
        {
            case { Key: RequestStart }:
                point.Reach("before " + CallOf(value.Value!));
                break;
            case { Key: RequestStop }:
                point.Reach("after " + CallOf(value.Value!));
                break;
            case { Value: TransactionEventData ends } when value.Key == RelationalEventId.TransactionCommitting.Name:
                point.Reach("before the commit of " + TablesOf(ends));
                break;
            case { Value: TransactionEventData ends } when value.Key == RelationalEventId.TransactionCommitted.Name:
                point.Reach("after the commit of " + TablesOf(ends));
                break;
            case { Value: CommandEventData told } when value.Key == RelationalEventId.CommandExecuting.Name:
                Hear(told, "before");
                break;
            case { Value: CommandEventData told } when value.Key == RelationalEventId.CommandExecuted.Name:
                Hear(told, "after");
                break;
        }
    }

    public void OnCompleted()
    {
        // A listener has nothing more to tell.
    }

    public void OnError(Exception error)
    {
        // A listener cannot fail.
    }

    /// <summary>A statement that writes is a commit where it stands alone, and belongs to its transaction's where it does not.</summary>
    private void Hear(CommandEventData told, string when)
    {
        var text = told.Command.CommandText;
        if (Writing.FirstOrDefault(w => text.StartsWith(w, StringComparison.Ordinal)) is not { } writes)
        {
            return;
        }

        var table = text[writes.Length..text.IndexOf('"', writes.Length)];
        if (told.Command.Transaction is { } transaction)
        {
            _open.GetOrCreateValue(transaction).Add(table);
        }
        else
        {
            point.Reach($"{when} the commit of {table} alone");
        }
    }

    private string TablesOf(TransactionEventData ends) => _open.TryGetValue(ends.Transaction, out var tables) ? string.Join(", ", tables) : "nothing";

    /// <summary>Method and path, without the query, which can hold what is nobody's business.</summary>
    private static string CallOf(object payload)
    {
        var request = (HttpRequestMessage)payload.GetType().GetProperty("Request")!.GetValue(payload)!;
        return $"{request.Method} {request.RequestUri!.AbsolutePath}";
    }
}
