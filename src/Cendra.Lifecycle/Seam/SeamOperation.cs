namespace Cendra.Lifecycle.Seam;

/// <summary>
/// One operation of Seam's API: its path, whether it changes something, and whether it may be sent again by itself. Every call is a POST, so the verb says
/// nothing about that; this table does.
/// </summary>
internal sealed record SeamOperation(string Path, bool Changes, bool MayRepeat)
{
    public static readonly HttpRequestOptionsKey<SeamOperation> Key = new("Cendra.SeamOperation");

    public static readonly SeamOperation ListDevices = Read("/devices/list");
    public static readonly SeamOperation GetDevice = Read("/devices/get");
    public static readonly SeamOperation GetAccessCode = Read("/access_codes/get");
    public static readonly SeamOperation ListAccessCodes = Read("/access_codes/list");
    public static readonly SeamOperation ListUnmanagedAccessCodes = Read("/access_codes/unmanaged/list");
    public static readonly SeamOperation ListEvents = Read("/events/list");
    public static readonly SeamOperation ListWebhooks = Read("/webhooks/list");

    /// <summary>Never repeated: Seam has no idempotency key, a second create would make a second code (or a 409 about our own).</summary>
    public static readonly SeamOperation CreateAccessCode = new("/access_codes/create", Changes: true, MayRepeat: false);

    /// <summary>
    /// Not repeated although setting the same times twice is harmless: a device takes ten updates a minute, and a late repetition could overwrite a newer
    /// window. The caller plans again from what the lock holds.
    /// </summary>
    public static readonly SeamOperation UpdateAccessCode = new("/access_codes/update", Changes: true, MayRepeat: false);

    /// <summary>Repeated: a code that is gone stays gone, and the second call answers 404.</summary>
    public static readonly SeamOperation DeleteAccessCode = new("/access_codes/delete", Changes: true, MayRepeat: true);

    /// <summary>Repeated, for the same reason.</summary>
    public static readonly SeamOperation DeleteUnmanagedAccessCode = new("/access_codes/unmanaged/delete", Changes: true, MayRepeat: true);

    /// <summary>Repeated: Seam answers with the same spare.</summary>
    public static readonly SeamOperation PullBackup = new("/access_codes/pull_backup_access_code", Changes: true, MayRepeat: true);

    /// <summary>Never repeated: two webhooks would send every event twice.</summary>
    public static readonly SeamOperation CreateWebhook = new("/webhooks/create", Changes: true, MayRepeat: false);

    private static SeamOperation Read(string path) => new(path, Changes: false, MayRepeat: true);
}
