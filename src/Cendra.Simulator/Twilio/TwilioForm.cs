using System.Text;
using Cendra.Simulator.Wire;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Cendra.Simulator.Twilio;

/// <summary>The parameters of a form post or a query; names in their case, values untrimmed.</summary>
internal sealed class TwilioForm(IReadOnlyDictionary<string, StringValues> values)
{
    /// <summary>Another content type holds no parameters for Twilio.</summary>
    public static TwilioForm OfBody(SimRequest request) =>
        request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            ? Parse(Encoding.UTF8.GetString(request.Body.Span))
            : new TwilioForm(new Dictionary<string, StringValues>());

    public static TwilioForm OfQuery(SimRequest request) => Parse(request.Query);

    public bool Has(string name) => Text(name).Length > 0;

    /// <summary>The first value; empty when absent.</summary>
    public string Text(string name) => (values.TryGetValue(name, out var given) ? given[0] : null) ?? "";

    private static TwilioForm Parse(string text) => new(new Dictionary<string, StringValues>(QueryHelpers.ParseQuery(text), StringComparer.Ordinal));
}
