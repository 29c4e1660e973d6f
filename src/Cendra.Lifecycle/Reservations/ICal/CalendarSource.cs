using System.Net;
using System.Security.Cryptography;
using System.Text;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Reservations.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle.Reservations.ICal;

/// <summary>Opens the calendars of connections.</summary>
public sealed class CalendarSources(CendraDbContext db, CalendarSettingsStore settings, IHttpClientFactory clients, IConfiguration configuration) : IReservationSources
{
    /// <inheritdoc />
    public ConnectionKind Kind => ConnectionKind.ICalendar;

    /// <inheritdoc />
    public async Task<IReservationSource> OpenAsync(Connection connection, CancellationToken ct)
    {
        CalendarSettings? said;
        try
        {
            said = settings.Of(connection);
        }
        catch (CryptographicException lost)
        {
            throw new SourceException(SourceTrouble.Settings, "The keys that sealed the calendar's address are not on this machine. Restore the key folder, or enter the address again.", lost);
        }

        if (said is null)
        {
            throw new SourceException(SourceTrouble.Settings, "The calendar has no address.");
        }

        var (address, whyNot) = OutboundAddress.Of(said.Url, "The address of the calendar", OutboundAddress.Exceptions(configuration));
        if (address is null)
        {
            throw new SourceException(SourceTrouble.Settings, whyNot);
        }

        var zone = await db.PropertyListings.Where(l => l.ConnectionId == connection.Id && l.ExternalId == said.Listing)
            .Select(l => db.Properties.Where(p => p.Id == l.PropertyId).Select(p => p.TimeZoneId).FirstOrDefault()).FirstOrDefaultAsync(ct);
        return new CalendarSource(clients, address, said, zone ?? "Etc/UTC");
    }
}

/// <summary>One calendar feed behind an address. Every list is whole.</summary>
public sealed class CalendarSource(IHttpClientFactory clients, Uri address, CalendarSettings settings, string zone) : IReservationSource
{
    /// <summary>The client that fetches calendars.</summary>
    public const string ClientName = "calendar";

    /// <summary>Half a minute, and one megabyte: the largest calendar that was ever seen is a tenth of it.</summary>
    public static readonly OutboundLimits Limits = new(TimeSpan.FromSeconds(30), 1024 * 1024);

    /// <inheritdoc />
    public SourceTraits Traits { get; } = new(TellsChanges: false, FetchesOne: false, Pause: TimeSpan.FromMinutes(15), PauseNearArrival: TimeSpan.FromMinutes(5)) { Budget = new CallBudget(Burst: 12, AMinute: 6, KeptForArrivals: 4) };

    /// <inheritdoc />
    public async Task<SourcePage> ListAsync(SourceQuery query, string? cursor, CancellationToken ct)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", "text/calendar");
        if (query.ETag.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", query.ETag);
        }

        using var answer = await SendAsync(client, request, ct);
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            return new SourcePage([], null) { IsUnchanged = true };
        }

        var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
        return Read(bytes, answer.Headers.ETag?.ToString() is { Length: <= 200 } tag ? tag : "", query);
    }

    /// <inheritdoc />
    public Task<SourceItem?> GetAsync(string externalId, CancellationToken ct) => throw new NotSupportedException("A calendar cannot be asked for one booking.");

    private SourcePage Read(byte[] bytes, string etag, SourceQuery query)
    {
        CalendarFeed feed;
        try
        {
            feed = CalendarReader.Read(bytes, zone, settings.Rules);
        }
        catch (CalendarException unreadable)
        {
            throw new SourceException(SourceTrouble.Unreadable, unreadable.Message, unreadable);
        }

        var hash = Hash(bytes);
        return hash == query.ContentHash
            ? new SourcePage([], null) { IsUnchanged = true }
            : new SourcePage(CalendarSnapshots.Of(feed, settings, query.NowUtc), null) { ETag = etag, ContentHash = hash, Complaint = CalendarSnapshots.Complaint(feed) };
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            var answer = await client.SendAsync(request, ct);
            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotModified)
            {
                return answer;
            }

            using (answer)
            {
                throw Refused(answer);
            }
        }
        catch (OutboundException refused)
        {
            throw new SourceException(SourceTrouble.Unavailable, refused.Message, refused);
        }
        catch (HttpRequestException unreachable)
        {
            throw new SourceException(SourceTrouble.Unavailable, $"The calendar's address could not be reached ({unreachable.HttpRequestError}).", unreachable);
        }
    }

    private static SourceException Refused(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone =>
            new(SourceTrouble.SignIn, FormattableString.Invariant($"The calendar's address does not hold any more (it answers {(int)answer.StatusCode}). Copy it anew from where bookings are kept.")),
        HttpStatusCode.TooManyRequests => new(SourceTrouble.TooMany, "The calendar was asked for too often.") { RetryAfter = answer.Headers.RetryAfter?.Delta },
        _ => new(SourceTrouble.Unavailable, FormattableString.Invariant($"The calendar's address answers {(int)answer.StatusCode}.")),
    };

    /// <summary>Over everything but the moment of writing, which changes with every reading (Airbnb: DTSTAMP).</summary>
    private static string Hash(byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').Where(l => !l.StartsWith("DTSTAMP", StringComparison.OrdinalIgnoreCase));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(string.Join('\n', lines))));
    }
}
