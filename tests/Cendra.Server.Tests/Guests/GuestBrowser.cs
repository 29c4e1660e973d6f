using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Cendra.Domain.Access;
using Cendra.Server.Guests;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Guests;

/// <summary>A guest's browser over the link that stands on their phone.</summary>
internal sealed partial class GuestBrowser(ServiceWorld world, string token) : IDisposable
{
    private readonly HttpClient _client = world.Server.CreateClient();

    public string Token => token;

    /// <summary>The browser of whoever was told last on this phone.</summary>
    public static GuestBrowser Of(ServiceWorld world, string phone = HousePhones.Guest) => new(world, TokensIn(world.Told(phone))[^1]);

    /// <summary>The tokens of all links in these texts, in their order.</summary>
    public static IReadOnlyList<string> TokensIn(IEnumerable<string> texts) => [.. texts.SelectMany(t => Link().Matches(t)).Select(m => m.Groups[1].Value)];

    public Task<HttpResponseMessage> GetAsync(string more = "", string accept = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Path(more));
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        return _client.SendAsync(request);
    }

    /// <summary>The page as people read it.</summary>
    public async Task<string> PageAsync(string more = "")
    {
        using var answer = await GetAsync(more);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Read(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Presses the button of the page; where the page has none, sends what a button would.</summary>
    public async Task<HttpResponseMessage> TapAsync(string more = "")
    {
        using var page = await GetAsync(more);
        var own = SealIn(await page.Content.ReadAsStringAsync());
        return await PostAsync(more, own.Length > 0 ? own : await FreshSealAsync());
    }

    /// <summary>A seal as the page would carry it now.</summary>
    public async Task<string> FreshSealAsync()
    {
        var hash = LinkTokens.Hash(token);
        await using var db = world.Open();
        return world.Services.GetRequiredService<GuestTapSeal>().Make(await db.GuestLinks.Where(l => l.TokenHash == hash).Select(l => l.Id).SingleAsync());
    }

    /// <summary>Sends the form without looking first.</summary>
    public Task<HttpResponseMessage> PostAsync(string more, string seal) =>
        _client.PostAsync(Path(more), new FormUrlEncodedContent([KeyValuePair.Create(GuestTapSeal.Field, seal)]));

    public async Task<string> TappedAsync(string more = "")
    {
        using var answer = await TapAsync(more);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Read(await answer.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string more = "") => _client.SendAsync(new HttpRequestMessage(method, Path(more)));

    /// <summary>The digits that a page shows, in their boxes; empty = none.</summary>
    public static string DigitsIn(string page) => string.Concat(Box().Matches(page).Select(m => m.Groups[1].Value));

    /// <summary>The hidden field of a page.</summary>
    public static string SealIn(string page) => Seal().Match(page).Groups[1].Value;

    /// <summary>Every row of every table but the views of links and the lines about them, which a look may leave.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(ServiceWorld world)
    {
        var rows = new List<string>();
        await using var db = world.Open();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var row = Enumerable.Range(0, reader.FieldCount).Where(i => table != "GuestLinks" || !IsOfViews(reader.GetName(i))).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)).ToList();
                if (!row.Contains("LinkViewed"))
                {
                    rows.Add($"{table}: {string.Join(" | ", row)}");
                }
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private static bool IsOfViews(string column) => column is "Views" or "LastViewedUtc" or "LineUtc" or "Lines";

    private static string Read(string page) => WebUtility.HtmlDecode(page);

    private Uri Path(string more) => new($"/g/{token}{more}", UriKind.Relative);

    [GeneratedRegex("/g/([b-v]{32})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("name=\"tap\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Seal();

    [GeneratedRegex("<b aria-hidden=\"true\">(\\d)</b>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Box();
}
