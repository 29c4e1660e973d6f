using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Messaging.Twilio;

namespace Cendra.Messaging.Outbound;

/// <summary>One way to an address.</summary>
public sealed record Route(ChannelKind Channel, DeliveryForm Form);

/// <summary>What there is to choose from.</summary>
/// <param name="HasWhatsApp">WhatsApp is connected and the address takes it.</param>
/// <param name="WindowOpen">Free text is allowed on WhatsApp now.</param>
/// <param name="HasTemplate">This kind of message has an approved template.</param>
/// <param name="HasSms">SMS is connected and the address takes it.</param>
/// <param name="Only">The one channel this message is meant for; null = whichever works.</param>
public sealed record RouteFacts(bool HasWhatsApp, bool WindowOpen, bool HasTemplate, bool HasSms, ChannelKind? Only = null)
{
    /// <summary>Mail is connected and there is an address for it.</summary>
    public bool HasEmail { get; init; }

    /// <summary>Mail does not go out at the moment: it is the last resort.</summary>
    public bool IsEmailDown { get; init; }

    /// <summary>The channel by which the guest wrote last: they may have nothing else at the moment. Null = they never wrote.</summary>
    public ChannelKind? Wrote { get; init; }
}

/// <summary>Which way next: WhatsApp as free text inside the window, as a template outside, then SMS, then mail; that by which the guest wrote last comes first. Pure.</summary>
public static class Routes
{
    /// <summary>The next way that has not failed; null = none is left.</summary>
    public static Route? Next(RouteFacts facts, IReadOnlyCollection<Delivery> deliveries)
    {
        var failed = deliveries.Where(d => d.Status == DeliveryStatus.Failed).ToList();
        var begun = deliveries.Where(d => d is { Status: DeliveryStatus.Planned, UnknownOutcomes: > 0 }).Select(d => d.Channel).ToList(); // What may have arrived there does not come a second time elsewhere.
        return All(facts).OrderBy(route => begun.Count > 0 && !begun.Contains(route.Channel)).ThenBy(route => facts.IsEmailDown && route.Channel == ChannelKind.Email).ThenBy(route => facts.Wrote is not null && route.Channel != facts.Wrote).FirstOrDefault(route => (facts.Only is null || route.Channel == facts.Only)
            && !failed.Exists(f => f.Channel == route.Channel && (f.Form == route.Form || !ComesOnlyFromTheForm(f))));
    }

    private static IEnumerable<Route> All(RouteFacts facts)
    {
        if (facts is { HasWhatsApp: true, WindowOpen: true })
        {
            yield return new Route(ChannelKind.WhatsApp, DeliveryForm.FreeText);
        }

        if (facts is { HasWhatsApp: true, HasTemplate: true })
        {
            yield return new Route(ChannelKind.WhatsApp, DeliveryForm.Template);
        }

        if (facts.HasSms)
        {
            yield return new Route(ChannelKind.Sms, DeliveryForm.FreeText);
        }

        if (facts.HasEmail)
        {
            yield return new Route(ChannelKind.Email, DeliveryForm.FreeText);
        }
    }

    /// <summary>Twilio's code for a text that is too long; ours where it is not even tried.</summary>
    public const int TooLong = 21617;

    /// <summary>The window had closed, or the free text is too long: the same channel takes the same thing as a template.</summary>
    private static bool ComesOnlyFromTheForm(Delivery failed) =>
        int.TryParse(failed.ErrorCode, CultureInfo.InvariantCulture, out var code) && failed.Form == DeliveryForm.FreeText && (code == TooLong || TwilioErrors.Of(code).Action == TwilioErrorAction.UseTemplate);
}
