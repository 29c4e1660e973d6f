using System.Text.RegularExpressions;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Secrets;

/// <summary>A secret as somebody types it. Not a record: it holds the secret and must not reach a log by accident.</summary>
public sealed class SecretDraft
{
    public Guid PropertyId { get; set; }

    /// <summary>The word in its place, <c>wifi</c>.</summary>
    public string Name { get; set; } = "";

    public SecretKind Kind { get; set; }

    public string Words { get; set; } = "";

    /// <summary>The secret; empty = the one that is sealed already stays.</summary>
    public string Secret { get; set; } = "";

    public SecretTold Told { get; set; }
}

/// <summary>Sets and forgets the secrets of properties. What is typed is sealed at once and never shown again but by a reveal that is recorded.</summary>
public sealed partial class SecretDesk(CendraDatabase database, SecretVault vault, StayClock clock, IdSource ids)
{
    private const int Shortest = 4;

    /// <summary>What to change first; empty = it is set. A second secret of the same name takes the place of the first.</summary>
    public async Task<IReadOnlyList<string>> SetAsync(SecretDraft draft, Editor editor, CancellationToken ct)
    {
        await using var db = database.Open();
        if (!editor.Scope.Covers(draft.PropertyId) || !await db.Properties.AnyAsync(p => p.Id == draft.PropertyId, ct))
        {
            return ["This property is not here any more, or lies outside what you see."];
        }

        var name = draft.Name.Trim();
        var row = await db.PropertySecrets.SingleOrDefaultAsync(s => s.PropertyId == draft.PropertyId && s.Name == name, ct);
        if (Problems(draft, row is null).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        if (row is null)
        {
            row = new PropertySecret { Id = ids.Next(), PropertyId = draft.PropertyId, Name = name, Sealed = vault.Seal(draft.Secret.Trim()) };
            db.PropertySecrets.Add(row);
        }
        else if (draft.Secret.Trim().Length > 0)
        {
            row.Sealed = vault.Seal(draft.Secret.Trim());
        }

        (row.Kind, row.Words, row.Told, row.ChangedUtc) = (draft.Kind, draft.Words.Trim(), draft.Told, clock.GetUtcNow());
        row.NoteChanged(editor.Actor, $"Secret {name} set{(draft.Secret.Trim().Length > 0 ? "" : ": its words or when it is told")}");
        return await StoreAsync(db, ct);
    }

    /// <summary>Takes a secret away. Texts that name it are not told there until it is set again. Doing it twice changes nothing.</summary>
    public async Task<IReadOnlyList<string>> ForgetAsync(Guid propertyId, string name, Editor editor, CancellationToken ct)
    {
        await using var db = database.Open();
        if (!editor.Scope.Covers(propertyId) || await db.PropertySecrets.SingleOrDefaultAsync(s => s.PropertyId == propertyId && s.Name == name, ct) is not { } row)
        {
            return [];
        }

        row.NoteChanged(editor.Actor, $"Secret {name} forgotten");
        db.PropertySecrets.Remove(row);
        return await StoreAsync(db, ct);
    }

    private static async Task<IReadOnlyList<string>> StoreAsync(CendraDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return [];
        }
        catch (DbUpdateException)
        {
            return ["Somebody else changed the secrets of this property meanwhile. Load the page again and repeat your change."];
        }
    }

    private static IEnumerable<string> Problems(SecretDraft draft, bool isNew)
    {
        if (!Place().IsMatch(draft.Name.Trim()) || draft.Name.Trim() == "left-out")
        {
            yield return "Name: lower-case letters and hyphens, up to 40, such as wifi. Texts name the secret by it: {{wifi}}.";
        }

        if (draft.Secret.Trim().Length is > 0 and < Shortest)
        {
            yield return "Secret: four characters or more. A shorter one stands in every second text by chance.";
        }

        if (isNew && draft.Secret.Trim().Length == 0)
        {
            yield return "Secret: type it. It is sealed and shown to guests only when they may have it.";
        }

        if (draft.Secret.Length > PropertySecret.Longest || draft.Secret.Any(char.IsControl))
        {
            yield return $"Secret: one line, up to {PropertySecret.Longest} characters.";
        }

        if (draft.Secret.Contains("[[", StringComparison.Ordinal) || draft.Secret.Contains("]]", StringComparison.Ordinal) || draft.Secret.Contains("{{", StringComparison.Ordinal))
        {
            yield return "Secret: it cannot hold [[, ]] or {{.";
        }

        if (draft.Words.Length > 500 || CodeLikeScan.Find(draft.Words).Count > 0 || (draft.Secret.Trim().Length > 0 && draft.Words.Contains(draft.Secret.Trim(), StringComparison.Ordinal)))
        {
            yield return "Words: up to 500 characters, without the secret itself.";
        }
    }

    [GeneratedRegex("^[a-z](?:[a-z-]{0,38}[a-z])?$", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
