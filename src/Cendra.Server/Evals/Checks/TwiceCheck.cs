using System.Globalization;
using System.Text;
using Cendra.Server.Evals.Stage;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Evals.Checks;

/// <summary>I5: at the end every webhook and every mail that came in comes once more; no row, telephone or mailbox is another afterwards.</summary>
internal sealed class TwiceCheck(EvalHouse eval)
{
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        var (rows, told) = (await RowsAsync(ct), Told());
        var (heard, mails) = (eval.House.Heard!.ToList(), eval.House.Mails.Heard!.ToList());
        (eval.House.Heard, eval.House.Mails.Heard) = (null, null);
        var refused = new List<string>();
        foreach (var call in heard)
        {
            if (await eval.House.HearAgainAsync(call, ct) is not (200 or 202) and var status)
            {
                refused.Add($"I5: the same webhook to {call.Url.AbsolutePath} once more was answered with {status}.");
            }
        }

        foreach (var mail in mails)
        {
            await eval.House.Mails.HearAgainAsync(mail, ct);
        }

        await eval.NowAsync(ct);
        var after = await RowsAsync(ct);
        var changed = rows.Keys.Union(after.Keys).Where(t => rows.GetValueOrDefault(t) != after.GetValueOrDefault(t)).Order(StringComparer.Ordinal).ToList();
        return [
            .. refused.Distinct(StringComparer.Ordinal),
            .. changed.Select(t => $"I5: the same {heard.Count} webhooks and {mails.Count} mails once more changed rows of {t}."),
            .. Told() != told ? ["I5: the same webhooks and mails once more sent something to somebody."] : Array.Empty<string>()];
    }

    private int Told() => eval.House.Addresses.Sum(a => eval.House.Told(a).Count);

    /// <summary>All rows of each table as one text.</summary>
    private async Task<Dictionary<string, string>> RowsAsync(CancellationToken ct)
    {
        await using var db = eval.House.Open();
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        var tables = new List<string>();
        await using (var names = connection.CreateCommand())
        {
            names.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'";
            await using var read = await names.ExecuteReaderAsync(ct);
            while (await read.ReadAsync(ct))
            {
                tables.Add(read.GetString(0));
            }
        }

        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var rows = connection.CreateCommand();
#pragma warning disable CA2100 // The name is the database's own.
            rows.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            await using var read = await rows.ExecuteReaderAsync(ct);
            var lines = new List<string>();
            while (await read.ReadAsync(ct))
            {
                var line = new StringBuilder();
                for (var i = 0; i < read.FieldCount; i++)
                {
                    line.Append(CultureInfo.InvariantCulture, $"{(read.IsDBNull(i) ? "-" : read.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : read.GetValue(i))}|");
                }

                lines.Add(line.ToString());
            }

            lines.Sort(StringComparer.Ordinal);
            all[table] = string.Join('\n', lines);
        }

        return all;
    }
}
