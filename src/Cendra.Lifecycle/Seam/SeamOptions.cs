namespace Cendra.Lifecycle.Seam;

/// <summary>How Seam is reached: configuration section <c>Seam</c>. Read again for every request, so a new key works without a restart.</summary>
public sealed class SeamOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Seam";

    /// <summary>Root of the API. Rehearsals and tests point it to a local server.</summary>
    public Uri BaseUrl { get; set; } = new("https://connect.getseam.com");

    /// <summary>API key of the workspace (<c>seam_…</c>). Without it every call fails with <see cref="SeamRetry.AfterSignIn"/> and nothing is sent.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Secret of the webhook (<c>whsec_…</c>). Without it events are polled. During a rotation several may stand here, separated by spaces.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Wait before the first repetition of a read or a delete; the second waits about twice as long. Zero = repeat at once.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);
}
