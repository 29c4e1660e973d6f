using Cendra.Agent;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Meanings;
using Cendra.Knowledge.Search;
using Cendra.Knowledge.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// What the host wrote that may be told to the guest of one stay: of its property, in force on a day that is left of the stay, and without what is sensitive where the stay is not confirmed. What
/// names a secret that the property does not have cannot be told and is left out: the question is then one that nothing answers, and a host hears of it.
/// </summary>
public sealed class TurnGuides(Guides guides, MeaningOfTexts meanings, PinVault vault)
{
    /// <summary>The guide; empty for whoever is not known, and where the stay has no property. The stay has its property with secrets.</summary>
    public async Task<CompiledGuide> OfAsync(Stay stay, string language, IdentityLevel level, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (level == IdentityLevel.Unknown || stay.Property is not { } property)
        {
            return CompiledGuide.Empty;
        }

        var today = DateOnly.FromDateTime(StayWindow.LocalTime(nowUtc, property.TimeZoneId).Local);
        var from = stay.CheckInLocal is { } checkIn && checkIn > today ? checkIn : today;
        var until = stay.CheckOutLocal is { } checkOut && checkOut > from ? checkOut : from;
        var guide = await guides.CompiledAsync(new GuideQuestion(property.Id, "", Primary(language), stay.Entitlement is Entitlement.Earns or Entitlement.Keeps, from, until), ct);
        return guide.Texts.All(IsTold) ? guide : new CompiledGuide(guide.Texts.Where(IsTold));

        bool IsTold(GuideText text) => SecretPlaces.In(text.Answer).All(name => property.Secrets.Exists(s => s.Name == name));
    }

    /// <summary>The meaning of what is asked; empty where no model for it is set, or for whoever is not known.</summary>
    public async Task<ReadOnlyMemory<float>> MeaningAsync(IEnumerable<TurnLine> lines, IdentityLevel level, CancellationToken ct) =>
        level == IdentityLevel.Unknown ? default : await meanings.OfQuestionAsync(string.Join('\n', lines.Select(l => l.Text)), ct);

    /// <summary>What the doors of this stay know, that nothing of it is sent to a model, whose stay it may be.</summary>
    public async Task<KnownPins> PinsAsync(CendraDbContext db, Stay stay, CancellationToken ct)
    {
        var locks = stay.Property?.Doors.ConvertAll(d => d.LockId) ?? [];
        var held = locks.Count == 0 ? [] : await db.PinHolds.Where(h => locks.Contains(h.LockId)).Select(h => h.PinHash).ToListAsync(ct);
        return new KnownPins(vault.Hash, held.Concat(stay.Pins.Select(p => p.Sealed?.Hash).OfType<string>()).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Names and addresses of the house's other properties: a guest of this one hears of none.</summary>
    public static async Task<IReadOnlyList<string>> OtherPlacesAsync(CendraDbContext db, Stay stay, CancellationToken ct)
    {
        var places = await db.Properties.AsNoTracking().Where(p => p.Id != stay.PropertyId && !p.IsArchived).Select(p => new { p.Name, p.Address }).ToListAsync(ct);
        return [.. places.SelectMany(p => new[] { p.Name, p.Address }).Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string Primary(string tag) => tag.Length == 0 ? "en" : tag.Split('-')[0].ToLowerInvariant();
}
