using System.Text.Json;

namespace Cendra.Messaging.Twilio;

/// <summary>Reads a kept text: whatever its type is (<c>twilio/text</c>, <c>twilio/quick-reply</c> …), the body of the first.</summary>
internal static class TwilioContentJson
{
    public static TwilioContent Read(JsonElement item) => new()
    {
        Sid = item.GetProperty("sid").GetString() ?? throw new JsonException(),
        FriendlyName = Text(item, "friendly_name") ?? "",
        Language = Text(item, "language") ?? "",
        Body = Members(item, "types").Select(type => Text(type.Value, "body")).OfType<string>().FirstOrDefault() ?? "",
        Buttons = [.. Members(item, "types").Select(type => Actions(type.Value)).FirstOrDefault(actions => actions.Count > 0) ?? []],
        Variables = Members(item, "variables").ToDictionary(variable => variable.Name, variable => variable.Value.ToString(), StringComparer.Ordinal),
        ApprovalStatus = item.TryGetProperty("approval_requests", out var approval) ? Text(approval, "status") : null,
    };

    private static List<TwilioButton> Actions(JsonElement type) => type.ValueKind == JsonValueKind.Object && type.TryGetProperty("actions", out var actions) && actions.ValueKind == JsonValueKind.Array
        ? [.. actions.EnumerateArray().Select(action => new TwilioButton(Text(action, "id") ?? "", Text(action, "title") ?? ""))]
        : [];

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement.ObjectEnumerator Members(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;
}
