using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Outbound;

/// <summary>The addresses of one page, each for one address on file; empty = there is no such address, or nobody outside reaches this server.</summary>
/// <param name="ByPhone">As it is sent to the telephone.</param>
/// <param name="ByMail">As it is sent by mail.</param>
public sealed record PageLinks(string ByPhone, string ByMail)
{
    /// <summary>There is no page to be shown.</summary>
    public bool IsNone => ByPhone.Length == 0 && ByMail.Length == 0;

    /// <summary>For logs: a link is a secret.</summary>
    public override string ToString() => nameof(PageLinks);
}

/// <summary>
/// The link to the page of a stay, as its guest gets it. It goes only to the address on file, and is one for that guest at that address however often it is sent. The row holds hashes;
/// the address of the page is put in place of its token at the moment of leaving.
/// </summary>
public sealed class GuestLinks(LinkTokens tokens, GuestWays ways, IConfiguration configuration, StayClock clock, IdSource ids)
{
    /// <summary>The addresses of the page for this stay's guest, their rows made where there are none. The caller saves.</summary>
    public async Task<PageLinks> ForAsync(CendraDbContext db, Stay stay, Reservation reservation, GuestAddresses to, CancellationToken ct) =>
        new(await ForAsync(db, stay, reservation, to.Phone, ct), await ForAsync(db, stay, reservation, to.Mail, ct));

    private async Task<string> ForAsync(CendraDbContext db, Stay stay, Reservation reservation, string? address, CancellationToken ct)
    {
        if (address is null || configuration["Server:PublicUrl"] is not { Length: > 0 } own)
        {
            return "";
        }

        var (guest, hash) = (reservation.GuestVersion, tokens.OfAddress(address));
        var link = db.GuestLinks.Local.FirstOrDefault(l => l.StayId == stay.Id && l.GuestVersion == guest && l.AddressHash == hash)
            ?? await db.GuestLinks.SingleOrDefaultAsync(l => l.StayId == stay.Id && l.GuestVersion == guest && l.AddressHash == hash, ct) ?? Make(db, stay, guest, hash);
        return $"{own.TrimEnd('/')}/g/{tokens.ForGuest(link.Id)}";
    }

    /// <summary>The stay that this token opens now, tracked, with all that the rule of disclosure needs; null = there is no such link, or it opens nothing any more.</summary>
    public async Task<(GuestLink Link, Stay Stay)?> OpenAsync(CendraDbContext db, string token, CancellationToken ct)
    {
        var hash = LinkTokens.Hash(token);
        var link = await db.GuestLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, ct);
        return link is not null && await StayReader.ReadAsync(db, link.StayId, ct) is { Reservation: { } guest } stay
            && ways.Of(guest).All.Any(address => link.Opens(stay, tokens.OfAddress(address), clock.GetUtcNow())) ? (link, stay) : null;
    }

    private GuestLink Make(CendraDbContext db, Stay stay, int guest, string addressHash)
    {
        var id = ids.Next();
        var link = new GuestLink { Id = id, StayId = stay.Id, GuestVersion = guest, AddressHash = addressHash, TokenHash = LinkTokens.Hash(tokens.ForGuest(id)), CreatedUtc = clock.GetUtcNow() };
        db.GuestLinks.Add(link);
        return link;
    }
}
