using Cendra.Simulator.Pms;
using Cendra.Simulator.State;
using Cendra.Simulator.Webhooks;

namespace Cendra.Simulator;

/// <summary>The calls that the world makes to others. None is made under the world's lock, so that a receiver may call back.</summary>
public sealed partial class SimulatorWorld
{
    /// <summary>Registers a Seam webhook without the wire; answers the secret.</summary>
    public string AddWebhook(string url, string? secret = null) =>
        Change(one => seam.Webhooks.Add(url, secret ?? one.Ids.NewSecret(), ["*"]).Secret);

    /// <summary>How many webhook calls were dropped, held back or not accepted since this object was made.</summary>
    public long WebhookTroubles
    {
        get
        {
            lock (gate)
            {
                return webhooks.Troubles;
            }
        }
    }

    /// <summary>The next n webhook calls are never made (events/list still has the events).</summary>
    public void DropNextWebhooks(int count) => Change(one => one.State.DropWebhooks = count);

    /// <summary>The next n webhook calls are made twice, with the same svix-id.</summary>
    public void DuplicateNextWebhooks(int count) => Change(one => one.State.DuplicateWebhooks = count);

    /// <summary>The next n webhook calls come in reverse order, the earliest 20 s later for each one behind it.</summary>
    public void ReorderNextWebhooks(int count) => Change(one => one.State.ReorderWebhooks = count);

    /// <summary>What was asked for and has not happened yet.</summary>
    public FaultsAhead FaultsAhead() => Look(one => new FaultsAhead(
        one.State.Doors.Sum(door => door.FailSets), one.State.Doors.Sum(door => door.FailRemovals),
        (one.State.DropWebhooks, one.State.DuplicateWebhooks, one.State.ReorderWebhooks),
        (one.State.Twilio.DropCallbacks, one.State.Twilio.DuplicateCallbacks, one.State.Twilio.ReorderCallbacks)));

    /// <summary>Sends a snapshot as the PMS would (Standard Webhooks), as often as asked; answers the last answer.</summary>
    /// <exception cref="ArgumentException">The secret is not base64.</exception>
    /// <exception cref="InvalidOperationException">This world was made without a way out.</exception>
    public async Task<PmsAnswer> SendFromPmsAsync(PmsMessage message, CancellationToken cancellationToken = default)
    {
        var way = post ?? throw new InvalidOperationException("This world was made without a way out");
        var call = new SignedCall
        {
            Url = message.Url,
            MessageId = message.WebhookId ?? Change(one => "msg_" + one.Ids.NewId()),
            Key = WebhookSignature.Key(message.Secret) ?? throw new ArgumentException("The secret is not base64", nameof(message)),
            Body = message.Snapshot,
        };
        var answer = new PmsAnswer(0, "");
        for (var i = 0; i < message.Count; i++)
        {
            var (status, body) = await way.SendAsync("webhook", call, Clock.GetUtcNow(), cancellationToken);
            answer = new PmsAnswer(status, body);
        }

        return answer;
    }

    /// <summary>Remembers where a PMS connection listens, so that messages can be sent by its name; the same name again replaces it.</summary>
    public void SubscribePms(string name, string url, string secret) => Change(one =>
    {
        one.State.PmsSubscriptions.RemoveAll(known => known.Name == name);
        one.State.PmsSubscriptions.Add(new PmsSubscriptionState { Name = name, Url = url, Secret = secret });
    });

    /// <exception cref="KeyNotFoundException">Nothing is subscribed under this name.</exception>
    internal (string Url, string Secret) PmsSubscription(string name) => Look(one =>
        one.State.PmsSubscriptions.Find(known => known.Name == name) is { } found
            ? (found.Url, found.Secret)
            : throw new KeyNotFoundException($"No PMS subscription {name}"));

    private DeliveryState? TakeDelivery()
    {
        lock (gate)
        {
            return post is null ? null : webhooks.Take(state.NowUtc);
        }
    }

    private async Task DeliverAsync(DeliveryState delivery, CancellationToken cancellationToken)
    {
        SignedCall? call;
        DateTimeOffset nowUtc;
        lock (gate)
        {
            call = CallFor(delivery);
            nowUtc = state.NowUtc;
        }

        var accepted = false;
        try
        {
            accepted = call is not null && (await post!.SendAsync("svix", call, nowUtc, cancellationToken)).Status is >= 200 and < 300;
        }
        finally
        {
            lock (gate)
            {
                webhooks.Settle(delivery, accepted, state.NowUtc);
                Save();
            }
        }
    }

    /// <summary>Null when the webhook was deleted or its secret cannot sign.</summary>
    private SignedCall? CallFor(DeliveryState delivery)
    {
        var hook = state.Webhooks.Find(one => one.WebhookId == delivery.WebhookId);
        var key = hook is null ? null : WebhookSignature.Key(hook.Secret);
        return key is null ? null : new SignedCall { Url = hook!.Url, MessageId = delivery.MessageId, Key = key, Body = delivery.Body };
    }
}
