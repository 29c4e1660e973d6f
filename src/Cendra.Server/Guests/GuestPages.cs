using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Photos;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;

namespace Cendra.Server.Guests;

/// <summary>What comes with a call to the page beside its token.</summary>
/// <param name="Language">What the guest chose on the page; empty = nothing.</param>
/// <param name="Accepted">The languages that the browser wants.</param>
/// <param name="Saw">The answer to the help page's question; empty = none.</param>
public sealed record GuestAsked(string Language, string Accepted, string Saw);

/// <summary>What the page shows, and whether the tap that asked for it was one.</summary>
public sealed record GuestAnswer(GuestView View, bool WasTapped);

/// <summary>The guest's page: looking, showing the code, and calling for help. Null everywhere = the link opens nothing, and nobody learns why.</summary>
public sealed class GuestPages(CendraDatabase database, GuestLinks links, GuestViews views, GuestCodeTap code, GuestTaps taps, GuestTapSeal seals, SealedPhotos photos, GuestPageFacts facts)
{
    private static readonly GuestShown Nothing = new([], "");

    /// <summary>The page as it is now. Counts the view and changes nothing else.</summary>
    public async Task<GuestView?> LookAsync(string token, GuestAsked asked, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await links.OpenAsync(db, token, ct) is not var (link, stay))
        {
            return null;
        }

        await views.NoteAsync(link, ct);
        return await facts.OfAsync(db, token, link, stay, asked, Nothing, ct);
    }

    /// <summary>A picture of the way in, where the page shows it at this moment; null otherwise. Without <c>Found</c> the link opens nothing.</summary>
    public async Task<(bool Found, ShownPhoto? Photo)> PhotoAsync(string token, Guid id, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await links.OpenAsync(db, token, ct) is not var (_, stay))
        {
            return (false, null);
        }

        return (true, stay.PropertyId is { } property && await facts.MayReadAsync(db, stay, ct) ? await photos.OfPropertyAsync(db, id, property, ct) : null);
    }

    /// <summary>The page with the code, if it may be told now.</summary>
    public Task<GuestAnswer?> ShowAsync(string token, string? seal, GuestAsked asked, CancellationToken ct) => TapAsync(token, seal, asked, (_, _) => code.RunAsync(token, ct), ct);

    /// <summary>Calls for help as a message would, and shows what becomes of it.</summary>
    public Task<GuestAnswer?> CallAsync(string token, string? seal, GuestAsked asked, CancellationToken ct) => TapAsync(token, seal, asked, async (link, stay) =>
    {
        await taps.TakeAsync(link, GuestLanguages.Of(asked.Language, stay.Reservation!.GuestLanguage, asked.Accepted).Code, ct);
        return Nothing;
    }, ct);

    private async Task<GuestAnswer?> TapAsync(string token, string? seal, GuestAsked asked, Func<GuestLink, Stay, Task<GuestShown?>> act, CancellationToken ct)
    {
        await using var before = database.Open();
        if (await links.OpenAsync(before, token, ct) is not var (link, stay))
        {
            return null;
        }

        await views.NoteAsync(link, ct); // Whatever comes of it, the page is shown.
        var tapped = seals.Holds(seal, link.Id);
        if ((tapped ? await act(link, stay) : new GuestShown([], "tap-again")) is not { } shown)
        {
            return null;
        }

        await using var db = database.Open(); // As it is after the tap.
        return await links.OpenAsync(db, token, ct) is var (now, then) ? new GuestAnswer(await facts.OfAsync(db, token, now, then, asked, shown, ct), tapped) : null;
    }
}
