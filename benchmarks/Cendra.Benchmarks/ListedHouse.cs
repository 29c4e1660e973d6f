using System.Globalization;
using System.Net;
using System.Text;
using System.Web;

namespace Cendra.Benchmarks;

/// <summary>A system that offers its reservations at an address, without a network: one flat for each hundred, each stay two nights after the one before. Pages are made beforehand.</summary>
internal sealed class ListedHouse : HttpMessageHandler
{
    /// <summary>Reservations of one flat: about a year and a half of short stays.</summary>
    public const int InOneFlat = 100;

    private const int PageSize = 200;
    private readonly string[] _reservations;
    private byte[][] _pages = [];

    public ListedHouse(int count)
    {
        _reservations = [.. Enumerable.Range(0, count).Select(i => Json(i, 1))];
        MakePages();
    }

    public int Flats => (_reservations.Length + InOneFlat - 1) / InOneFlat;

    /// <summary>The listing of a flat.</summary>
    public static string Listing(int flat) => string.Create(CultureInfo.InvariantCulture, $"flat-{flat}");

    /// <summary>One in a hundred comes a day later from now on, spread over all flats.</summary>
    public void ChangeOneInAHundred()
    {
        for (var i = 0; i < _reservations.Length; i += 100)
        {
            var changed = i + (i / 100 % 100);
            _reservations[changed] = Json(changed, 2);
        }

        MakePages();
    }

    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var page = int.Parse(HttpUtility.ParseQueryString(request.RequestUri!.Query)["cursor"] ?? "0", CultureInfo.InvariantCulture);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(_pages[page]) });
    }

    private void MakePages()
    {
        var pages = _reservations.Chunk(PageSize).ToList();
        _pages = [.. pages.Select((page, at) => Encoding.UTF8.GetBytes(
            $$"""{"reservations":[{{string.Join(',', page)}}],"next":{{(at + 1 < pages.Count ? $"\"{at + 1}\"" : "null")}}}"""))];
    }

    private static string Json(int i, int version)
    {
        var checkIn = new DateOnly(2026, 6, 10).AddDays((i % InOneFlat * 5) + version - 1);
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"externalId":"R-{{{i}}}","version":{{{version}}},"listingExternalId":"{{{Listing(i / InOneFlat)}}}","status":"confirmed","checkIn":"{{{checkIn:yyyy-MM-dd}}}","checkOut":"{{{checkIn.AddDays(3):yyyy-MM-dd}}}",
            "guest":{"name":"Guest Number {{{i}}}","phone":"+346{{{i:D8}}}","email":"guest{{{i}}}@guest.example","language":"es"},"guests":2,"channel":"direct","confirmationCode":"C{{{i:D9}}}"}
            """);
    }
}
