using Cendra.Domain.Portfolio;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle.Reservations.ICal;

/// <summary>What a host said of one calendar.</summary>
/// <param name="Url">Its address, which is a secret.</param>
/// <param name="Listing">The listing whose calendar it is.</param>
/// <param name="Rules">By which words its events are told apart.</param>
public sealed record CalendarSettings(string Url, string Listing, CalendarRules Rules)
{
    /// <summary>Without the address.</summary>
    public override string ToString() => $"{nameof(CalendarSettings)} {Listing}";
}

/// <summary>The settings of calendars: from <c>Pms:Connections:&lt;name&gt;</c> where the connection is named there, else those sealed in its row.</summary>
public sealed class CalendarSettingsStore(IConfiguration configuration, ConnectionSecrets secrets)
{
    /// <summary>The settings; null = there is no address.</summary>
    public CalendarSettings? Of(Connection connection)
    {
        var section = configuration.GetSection($"Pms:Connections:{connection.Name}");
        var said = connection.IsFromConfiguration ? section.GetChildren().ToDictionary(c => c.Key, c => c.Value ?? "", StringComparer.OrdinalIgnoreCase) : secrets.OpenSettings(connection);
        string Text(string key) => said.GetValueOrDefault(key, "").Trim();
        var block = Text("BlockWords").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rules = new CalendarRules(block.Length > 0 ? block : CalendarRules.Usual.Block, IsYes(Text("OpaqueIsGuestStay")), IsYes(Text("RealTimes")));
        return Text("Url") is { Length: > 0 } url ? new CalendarSettings(url, Text("Listing") is { Length: > 0 } listing ? listing : connection.Name, rules) : null;
    }

    private static bool IsYes(string text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
