namespace Cendra.Lifecycle.Seam;

/// <summary>A webhook that Seam calls.</summary>
public sealed record SeamWebhook
{
    /// <summary>Seam's id.</summary>
    public required string WebhookId { get; init; }

    /// <summary>Where it calls.</summary>
    public string? Url { get; init; }

    /// <summary>What signs its calls (<c>whsec_…</c>). Never print it.</summary>
    public string? Secret { get; init; }

    /// <summary>Id and address, without the secret.</summary>
    public override string ToString() => $"SeamWebhook {WebhookId} to {Url}";
}
