using Cendra.Simulator.State;

namespace Cendra.Simulator.Webhooks;

/// <summary>Turns events into webhook calls that are due, and applies what the transport does to them: lost, doubled, out of order.</summary>
internal sealed class WebhookQueue(WorldState state, IdMaker ids, bool canDeliver)
{
    /// <summary>Waits before each call, after <see href="https://docs.svix.com/retries">Svix's schedule</see>, which Seam uses.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    /// <summary>How long the first of n reordered calls is held back for each of its followers.</summary>
    private static readonly TimeSpan ReorderStep = TimeSpan.FromSeconds(20);

    /// <summary>Calls being made at this moment; forgotten by a crash, so that they are made again.</summary>
    private readonly HashSet<DeliveryState> inFlight = [];

    /// <summary>Calls that were dropped, held back or not accepted.</summary>
    public long Troubles { get; private set; }

    public DateTimeOffset? NextDueUtc =>
        canDeliver ? state.Deliveries.Where(delivery => !inFlight.Contains(delivery)).Min(delivery => (DateTimeOffset?)delivery.DueAtUtc) : null;

    public void Enqueue(EventState happened, DateTimeOffset nowUtc)
    {
        foreach (var hook in state.Webhooks.Where(hook => canDeliver && Wants(hook, happened.EventType)))
        {
            if (state.DropWebhooks > 0)
            {
                state.DropWebhooks--;
                Troubles++;
                continue;
            }

            var heldBack = TimeSpan.Zero;
            if (state.ReorderWebhooks > 0)
            {
                heldBack = --state.ReorderWebhooks * ReorderStep;
                Troubles++;
            }

            var first = NewDelivery(hook, happened, nowUtc + heldBack);
            state.Deliveries.Add(first);
            if (state.DuplicateWebhooks > 0)
            {
                state.DuplicateWebhooks--;
                state.Deliveries.Add(Copy(first));
            }
        }
    }

    /// <summary>Takes the call that is due first at <paramref name="nowUtc"/>; null when none is.</summary>
    public DeliveryState? Take(DateTimeOffset nowUtc)
    {
        var next = state.Deliveries
            .Where(delivery => delivery.DueAtUtc <= nowUtc && !inFlight.Contains(delivery))
            .MinBy(delivery => delivery.DueAtUtc);
        if (next is not null)
        {
            inFlight.Add(next);
        }

        return next;
    }

    /// <summary>Records how the call went: done after a 2xx or after the last retry, else due again.</summary>
    public void Settle(DeliveryState delivery, bool accepted, DateTimeOffset nowUtc)
    {
        inFlight.Remove(delivery);
        delivery.Attempts++;
        Troubles += accepted ? 0 : 1;
        if (accepted || delivery.Attempts >= Waits.Length)
        {
            state.Deliveries.Remove(delivery);
            return;
        }

        delivery.DueAtUtc = nowUtc + Waits[delivery.Attempts];
    }

    private static bool Wants(WebhookState hook, string eventType) => hook.EventTypes.Contains("*") || hook.EventTypes.Contains(eventType);

    private static DeliveryState Copy(DeliveryState first) =>
        new() { MessageId = first.MessageId, WebhookId = first.WebhookId, Body = first.Body, DueAtUtc = first.DueAtUtc };

    private DeliveryState NewDelivery(WebhookState hook, EventState happened, DateTimeOffset dueUtc) => new()
    {
        MessageId = "msg_" + ids.NewId().Replace("-", "", StringComparison.Ordinal),
        WebhookId = hook.WebhookId,
        Body = happened.Body,
        DueAtUtc = dueUtc,
    };
}
