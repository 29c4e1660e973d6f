using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace Cendra.Tests.Reservations;

/// <summary>A system that offers its reservations as JSON at an address, with pages, changes since a moment, and every way of failing.</summary>
internal sealed class ListedReservations
{
    private readonly Dictionary<string, JsonObject> _all = new(StringComparer.Ordinal);
    private int _version;

    /// <summary>How many stand on a page, whatever was asked for.</summary>
    public int PageSize { get; set; } = 200;

    /// <summary>Answers in place of the list: by the number of the request, from 1; null = the list answers.</summary>
    public Func<int, HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = (_, _) => null;

    /// <summary>Left out of lists, and still there when asked for by id.</summary>
    public HashSet<string> Hidden { get; } = [];

    /// <summary>Every page that was asked for.</summary>
    public List<Uri> Asked { get; } = [];

    /// <summary>Adds or changes one; fields of <paramref name="more"/> stand over the usual ones, null takes a field out.</summary>
    public void Has(string id, string from, string until, Action<JsonObject>? more = null)
    {
        var one = new JsonObject
        {
            ["externalId"] = id, ["version"] = ++_version, ["listingExternalId"] = SourceWorld.Listing, ["status"] = "confirmed", ["checkIn"] = from, ["checkOut"] = until,
            ["guest"] = new JsonObject { ["name"] = $"Guest {id}", ["phone"] = "+34600000001", ["language"] = "es" },
        };
        more?.Invoke(one);
        _all[id] = one;
    }

    public void Loses(string id) => _all.Remove(id);

    public HttpResponseMessage Answer(HttpRequestMessage request)
    {
        Asked.Add(request.RequestUri!);
        if (Instead(Asked.Count, request) is { } instead)
        {
            return instead;
        }

        if (request.Headers.Authorization?.ToString() != "Bearer s3cr3t")
        {
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        }

        var path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        return path.Length > 1 ? One(path[1]) : Page(request.RequestUri);
    }

    public static HttpResponseMessage Json(JsonNode body) => new() { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };

    private HttpResponseMessage One(string id) => _all.TryGetValue(id, out var one) ? Json(one.DeepClone()) : new HttpResponseMessage(HttpStatusCode.NotFound);

    private HttpResponseMessage Page(Uri asked)
    {
        var query = HttpUtility.ParseQueryString(asked.Query);
        var start = int.Parse(query["cursor"] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var listed = _all.Values.Where(r => !Hidden.Contains(r["externalId"]!.GetValue<string>())).ToList();
        var page = listed.Skip(start).Take(PageSize).Select(r => r.DeepClone()).ToArray();
        return Json(new JsonObject { ["reservations"] = new JsonArray(page), ["next"] = start + PageSize < listed.Count ? JsonValue.Create((start + PageSize).ToString(System.Globalization.CultureInfo.InvariantCulture)) : null });
    }
}
