using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Import;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Export;

/// <summary>A file to hand out.</summary>
/// <param name="Name">With its ending.</param>
/// <param name="ContentType">Of its bytes.</param>
/// <param name="Bytes">UTF-8.</param>
/// <param name="Articles">How many articles it holds.</param>
public sealed record ExportedFile(string Name, string ContentType, byte[] Bytes, int Articles);

/// <summary>Hands out the articles that somebody may see, as a file that <see cref="ImportDesk"/> takes back. Secrets stand in it as their places, never as what they are.</summary>
public sealed class ExportDesk(CendraDatabase database)
{
    /// <summary>All that are not put away, waiting ones too. Properties outside the scope are not named.</summary>
    public async Task<ExportedFile> WriteAsync(PropertyScope scope, ArticleFormat format, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await ArticleDesk.Visible(db, scope).AsNoTracking().Where(a => a.Status != ArticleStatus.Off)
            .Include(a => a.Properties).ThenInclude(p => p.Property).OrderBy(a => a.Topic).ThenBy(a => a.Question).ThenBy(a => a.Language).ThenBy(a => a.CreatedUtc).ToListAsync(ct);
        var articles = rows.Select(a => new ImportedArticle(
            a.Question, a.Answer, a.Topic, a.Language, a.IsForAll ? [] : [.. a.Properties.Where(p => scope.Covers(p.PropertyId)).Select(p => p.Property!.Name).Order(StringComparer.Ordinal)], a.ValidFrom, a.ValidUntil, a.IsSensitive, "")).ToList();
        var (ending, contentType) = ArticleExport.Named(format);
        return new ExportedFile($"articles{ending}", contentType, ArticleExport.Write(articles, format), articles.Count);
    }
}
