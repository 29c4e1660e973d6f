using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cendra.Simulator.Wire;

/// <summary>Makes answers out of JSON.</summary>
internal static class WireJson
{
    /// <summary>No white space, no needless escapes, as Node servers write.</summary>
    public static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SimResponse Answer(int status, JsonNode body) =>
        new() { Status = status, Body = Encoding.UTF8.GetBytes(body.ToJsonString(Compact)) };

    public static SimResponse Text(int status, string text) =>
        new() { Status = status, ContentType = "text/plain; charset=utf-8", Body = Encoding.UTF8.GetBytes(text) };

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);
}
