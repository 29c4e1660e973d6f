using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Knowledge;
using Cendra.Knowledge.Export;
using Cendra.Knowledge.Import;
using Cendra.Knowledge.Import.Past;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>Files of articles and of past conversations, in and out: one call each, for owners and managers.</summary>
public sealed class KnowledgeFiles(CendraDatabase database, ImportDesk import, PastDesk past, ExportDesk export)
{
    private const string NotYours = "Your account looks and changes nothing. An owner can change that.";

    /// <summary>The formats by the word in an address.</summary>
    public static IReadOnlyDictionary<string, ArticleFormat> Formats { get; } = new Dictionary<string, ArticleFormat>(StringComparer.Ordinal) { ["csv"] = ArticleFormat.Csv, ["md"] = ArticleFormat.Markdown, ["yaml"] = ArticleFormat.Yaml };

    /// <summary>What taking a file of articles over would do, or what is in the way. Stores nothing.</summary>
    public async Task<(ImportPreview? Preview, string Problem)> LookAsync(GivenFile file, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? (await import.PreviewAsync(file, Of(host), ct), "") : (null, NotYours);

    /// <summary>Takes a file of articles over: what was done, or what is in the way.</summary>
    public async Task<(ImportPreview? Done, string Problem)> TakeAsync(GivenFile file, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? (await import.TakeOverAsync(file, Of(host), ct), "") : (null, NotYours);

    /// <summary>Makes questions of past conversations: what became of them, or what is in the way.</summary>
    public async Task<(PastTaken? Done, string Problem)> TakePastAsync(GivenFile file, string ownAddresses, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? (await past.TakeOverAsync(file, ownAddresses.Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Of(host), ct), "") : (null, NotYours);

    /// <summary>All articles that this person sees, as a file. The line in the chain of their account is saved before the file leaves. Null for whoever only looks.</summary>
    public async Task<ExportedFile?> ExportAsync(ArticleFormat format, SignedInHost host, CancellationToken ct)
    {
        if (!host.MayChange)
        {
            return null;
        }

        var file = await export.WriteAsync(host.Scope, format, ct);
        await using var db = database.Open();
        db.Audit(StreamNotes.OfUser(host.Id).Add(AuditKind.ArticlesExported, host.Actor, $"Articles exported as {file.Name}: {file.Articles}"));
        await db.SaveChangesAsync(ct);
        return file;
    }

    private static Editor Of(SignedInHost host) => new(host.Actor, host.Scope);
}
