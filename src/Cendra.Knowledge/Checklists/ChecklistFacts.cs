using System.Globalization;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Checklists;

/// <summary>What is written about one property, as the checklist reads it.</summary>
internal sealed class ChecklistFacts
{
    private const int MostNamed = 3;

    private readonly Property _property;
    private readonly bool _hasSteps;
    private readonly IReadOnlyList<Written> _articles;
    private readonly IReadOnlyList<PropertySecret> _secrets;
    private readonly IReadOnlySet<string> _notNeeded;

    private ChecklistFacts(Property property, bool hasSteps, IReadOnlyList<Written> articles, IReadOnlyList<PropertySecret> secrets, IReadOnlySet<string> notNeeded) =>
        (_property, _hasSteps, _articles, _secrets, _notNeeded) = (property, hasSteps, articles, secrets, notNeeded);

    public Guid PropertyId => _property.Id;

    /// <summary>Reads what holds for these properties on their day now, by their names.</summary>
    public static async Task<IReadOnlyList<ChecklistFacts>> ReadAsync(CendraDbContext db, IQueryable<Property> wanted, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var properties = await wanted.AsNoTracking().OrderBy(p => p.Name).ToListAsync(ct);
        var ids = wanted.Select(p => p.Id);
        var topics = RequiredThings.All.SelectMany(t => t.Topics).ToList();
        var approved = await db.Articles.AsNoTracking().Include(a => a.Properties).Where(a => a.Status == ArticleStatus.Approved && topics.Contains(a.Topic)).Where(a => a.IsForAll || a.Properties.Any(p => ids.Contains(p.PropertyId)))
            .OrderBy(a => a.CreatedUtc).ThenBy(a => a.Question).ToListAsync(ct);
        var translated = approved.Select(a => a.TranslatesId).OfType<Guid>().ToHashSet();
        var firsts = await db.Articles.AsNoTracking().Include(a => a.Properties).Where(a => a.Status == ArticleStatus.Approved && translated.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var secrets = (await db.PropertySecrets.AsNoTracking().Where(s => ids.Contains(s.PropertyId)).OrderBy(s => s.Name).ToListAsync(ct)).ToLookup(s => s.PropertyId);
        var notNeeded = (await db.TopicsNotNeeded.AsNoTracking().Where(t => ids.Contains(t.PropertyId)).ToListAsync(ct)).ToLookup(t => t.PropertyId, t => t.Topic);
        var withSteps = (await db.EntrySteps.Where(s => ids.Contains(s.PropertyId)).Select(s => s.PropertyId).Distinct().ToListAsync(ct)).ToHashSet();
        return [.. properties.Select(property =>
        {
            var today = DateOnly.FromDateTime(StayWindow.LocalTime(nowUtc, property.TimeZoneId).Local);
            bool IsTold(Article a) => a.HoldsBetween(today, today) && (a.IsForAll || a.Properties.Exists(p => p.PropertyId == property.Id));
            var own = approved.Where(a => IsTold(a) && (a.TranslatesId is not { } first || (firsts.TryGetValue(first, out var told) && IsTold(told)))).Select(a => new Written(a.Question, a.Topic, SecretPlaces.In(a.Answer))).ToList();
            return new ChecklistFacts(property, withSteps.Contains(property.Id), own, [.. secrets[property.Id]], notNeeded[property.Id].ToHashSet(StringComparer.Ordinal));
        })];
    }

    /// <summary>Every required thing.</summary>
    public IEnumerable<ChecklistItem> Items() => RequiredThings.All.Select(thing =>
    {
        var (isThere, where) = thing.Topic switch
        {
            RequiredThings.Address when _property.Address.Trim().Length > 0 => (true, "The property's own address"),
            RequiredThings.WayIn => _hasSteps ? (true, "The steps of the way in") : (false, "No step of the way in is written"),
            RequiredThings.CheckIn => (true, $"The property's own time: from {At(_property.CheckInTime)}"),
            RequiredThings.CheckOut => (true, $"The property's own time: until {At(_property.CheckOutTime)}"),
            RequiredThings.Wifi => Wifi(thing),
            _ => ByArticles(thing),
        };
        return new ChecklistItem(thing.Topic, thing.Name, isThere, where, _notNeeded.Contains(thing.Topic));
    });

    /// <summary>An article whose secrets are all set is enough; where each names one that is not, the thing is missing, whatever else it says.</summary>
    private (bool IsThere, string Where) ByArticles(RequiredThing thing)
    {
        var about = _articles.Where(a => thing.Topics.Contains(a.Topic)).ToList();
        var whole = about.Where(a => Unset(a) is null).ToList();
        return about.Count == 0 ? (false, "No approved article speaks of it")
            : whole.Count == 0 ? (false, $"The article {Named(about[0])} names {{{{{Unset(about[0])}}}}}, which is not set here")
            : (true, $"{(whole.Count == 1 ? "Article" : "Articles")} {string.Join(", ", whole.Take(MostNamed).Select(Named))}{(whole.Count > MostNamed ? $" and {whole.Count - MostNamed} more" : "")}");
    }

    private (bool IsThere, string Where) Wifi(RequiredThing thing)
    {
        var (byArticle, where) = ByArticles(thing);
        var secret = _secrets.FirstOrDefault(s => s.Kind == SecretKind.Wifi);
        var hasArticle = _articles.Any(a => thing.Topics.Contains(a.Topic));
        return (byArticle, secret) switch
        {
            (true, not null) => (true, $"{where}; secret {secret.Name}"),
            (true, null) => (true, $"{where}; no secret holds a password"),
            (false, not null) when hasArticle => (false, where),
            (false, not null) => (true, $"Secret {secret.Name}; no article says how to use it"),
            _ => (false, hasArticle ? where : "No approved article speaks of it, and no secret holds a password"),
        };
    }

    private string? Unset(Written article) => article.Places.FirstOrDefault(place => !_secrets.Any(s => s.Name == place));

    private static string Named(Written article) => $"“{article.Question}”";

    private static string At(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private sealed record Written(string Question, string Topic, IReadOnlyList<string> Places);
}
