using System.Globalization;
using System.Text.Json.Nodes;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>The list of messages, newest first, page by page. A message that was not sent yet counts by its creation.</summary>
internal static class MessageList
{
    private const int DefaultPageSize = 50;
    private const int MaxPageSize = 1000;
    private static readonly string[] Filters = ["To", "From", "DateSent", "DateSent>", "DateSent<"];

    public static SimResponse Answer(IEnumerable<TextState> newest, TwilioForm query, TwilioAccount account)
    {
        if (Filters.Skip(2).FirstOrDefault(name => query.Has(name) && TwilioTime.Read(query.Text(name)) is null) is { } wrong)
        {
            return TwilioErrors.Invalid($"{wrong} must be a date");
        }

        var size = Math.Clamp(Number(query, "PageSize") ?? DefaultPageSize, 1, MaxPageSize);
        var number = Number(query, "Page") ?? 0;
        var rest = After(newest.Where(text => Matches(text, query)), query.Text("PageToken")).Take(size + 1).ToList();
        var page = rest.Take(size).ToList();
        var uri = UriOf(query, account, size);
        return WireJson.Answer(200, new JsonObject
        {
            ["end"] = Math.Max(0, (number * size) + page.Count - 1),
            ["first_page_uri"] = uri + "&Page=0",
            ["messages"] = WireJson.Array(page.Select(text => (JsonNode?)MessageJson.Write(text, account))),
            ["next_page_uri"] = rest.Count > size ? $"{uri}&Page={number + 1}&PageToken=PA{page[^1].Sid}" : null,
            ["page"] = number,
            ["page_size"] = size,
            ["previous_page_uri"] = null,
            ["start"] = number * size,
            ["uri"] = $"{uri}&Page={number}",
        });
    }

    /// <summary>A token names the last message of the page before, so that new messages shift nothing.</summary>
    private static IEnumerable<TextState> After(IEnumerable<TextState> found, string token) =>
        token.Length == 0 ? found : found.SkipWhile(text => "PA" + text.Sid != token).Skip(1);

    private static bool Matches(TextState text, TwilioForm query)
    {
        var atUtc = text.SentAtUtc ?? text.CreatedAtUtc;
        return (!query.Has("To") || text.To == query.Text("To"))
            && (!query.Has("From") || text.From == query.Text("From"))
            && (TwilioTime.Read(query.Text("DateSent")) is not { } day || atUtc.UtcDateTime.Date == day.UtcDateTime.Date)
            && (TwilioTime.Read(query.Text("DateSent>")) is not { } fromUtc || atUtc >= fromUtc)
            && (TwilioTime.Read(query.Text("DateSent<")) is not { } untilUtc || atUtc <= untilUtc);
    }

    private static string UriOf(TwilioForm query, TwilioAccount account, int size)
    {
        var asked = string.Concat(Filters.Where(query.Has).Select(name => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(query.Text(name))}&"));
        return $"{account.MessagesUri}.json?{asked}PageSize={size.ToString(CultureInfo.InvariantCulture)}";
    }

    private static int? Number(TwilioForm query, string name) =>
        int.TryParse(query.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MaxPageSize * MaxPageSize ? number : null;
}
