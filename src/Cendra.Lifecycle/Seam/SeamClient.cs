using Microsoft.Extensions.Options;

namespace Cendra.Lifecycle.Seam;

/// <summary>
/// The part of Seam's API that codes on doors need. Every method throws <see cref="SeamException"/> for every failure but the caller's own cancellation;
/// a create that was cancelled may still have made its code. Reads and delete are repeated by themselves (<see cref="SeamRepeats"/>), nothing else is.
/// Made by the container (<see cref="SeamSetup"/>); hold it as long as a job runs, not longer.
/// </summary>
public sealed class SeamClient(HttpClient http, IOptionsMonitor<SeamOptions> options)
{
    private const int EventsAtOnce = 500;
    private const int MostEventPages = 100;
    private static readonly string[] NoCode = ["access_code_not_found", "not_found"];
    private static readonly string[] NoDevice = ["device_not_found", "not_found"];
    private readonly SeamWire _wire = new(http, options);

    /// <summary>All devices of the workspace, locks or not.</summary>
    public Task<IReadOnlyList<SeamDevice>> ListDevicesAsync(CancellationToken ct) =>
        _wire.ListAsync<SeamDevice>(SeamOperation.ListDevices, [], "devices", ct);

    /// <summary>One device, or null when Seam says that there is none with this id.</summary>
    public Task<SeamDevice?> GetDeviceAsync(string deviceId, CancellationToken ct) =>
        _wire.FindAsync<SeamDevice>(SeamOperation.GetDevice, new { DeviceId = Id(deviceId) }, "device", NoDevice, ct);

    /// <summary>
    /// Makes a code. Sent once: there is no idempotency key, so after <see cref="SeamException.OutcomeUnknown"/> the caller looks in
    /// <see cref="ListAccessCodesAsync"/> before asking again.
    /// </summary>
    /// <returns>The code as Seam took it; it is not on the lock yet, and its digits may still be missing.</returns>
    /// <exception cref="ArgumentException">The times are not in order or the code is not 4 to 12 digits.</exception>
    public Task<SeamAccessCode> CreateAccessCodeAsync(SeamCodeRequest request, CancellationToken ct)
    {
        request.Check();
        return _wire.PostAsync<SeamAccessCode>(SeamOperation.CreateAccessCode, request, "access_code", ct);
    }

    /// <summary>
    /// Moves a code's window. Always sends both times (with neither, Seam's servers may turn the code into one without an end) and the code's id alone (with the
    /// device's id beside it a server may pick another code). Done when <see cref="SeamAccessCode.PendingMutations"/> no longer shows it. Sent once.
    /// </summary>
    /// <exception cref="ArgumentException">The times are not in order.</exception>
    public Task UpdateAccessCodeAsync(string accessCodeId, DateTimeOffset startsAt, DateTimeOffset endsAt, CancellationToken ct)
    {
        SeamWindow.Check(startsAt, endsAt);
        return _wire.SendAsync(SeamOperation.UpdateAccessCode, new { AccessCodeId = Id(accessCodeId), StartsAt = startsAt, EndsAt = endsAt }, ct);
    }

    /// <summary>
    /// Sets a code's digits and window back to what they were, where they were changed at the lock. With the same cautions as <see cref="UpdateAccessCodeAsync"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The times are not in order or the code is not 4 to 12 digits.</exception>
    public Task SetBackAccessCodeAsync(string accessCodeId, SeamDigits code, DateTimeOffset startsAt, DateTimeOffset endsAt, CancellationToken ct)
    {
        SeamWindow.Check(startsAt, endsAt);
        return code.IsCode
            ? _wire.SendAsync(SeamOperation.UpdateAccessCode, new { AccessCodeId = Id(accessCodeId), Code = code, StartsAt = startsAt, EndsAt = endsAt }, ct)
            : throw new ArgumentException("A code is 4 to 12 digits.");
    }

    /// <summary>
    /// Asks for the removal of a code that was made without Seam; some makers do not allow that, which is a <see cref="SeamException"/> with
    /// <see cref="SeamRetry.Never"/>. True = accepted, not yet gone; false = Seam does not know it any more.
    /// </summary>
    public async Task<bool> DeleteUnmanagedAccessCodeAsync(string accessCodeId, CancellationToken ct)
    {
        try
        {
            await _wire.SendAsync(SeamOperation.DeleteUnmanagedAccessCode, new { AccessCodeId = Id(accessCodeId) }, ct);
            return true;
        }
        catch (SeamException gone) when (SeamWire.IsGone(gone, NoCode))
        {
            return false;
        }
    }

    /// <summary>Asks for a code's removal. True = accepted, which does not mean that the lock has forgotten it; false = Seam does not know the code any more.</summary>
    public async Task<bool> DeleteAccessCodeAsync(string accessCodeId, CancellationToken ct)
    {
        try
        {
            await _wire.SendAsync(SeamOperation.DeleteAccessCode, new { AccessCodeId = Id(accessCodeId) }, ct);
            return true;
        }
        catch (SeamException gone) when (SeamWire.IsGone(gone, NoCode))
        {
            return false;
        }
    }

    /// <summary>
    /// The spare that takes a code's place, out of the pool on its lock: it opens at once and ends with the code. Asked again, Seam answers with the same spare.
    /// Throws with <see cref="SeamRetry.Never"/> where the lock has none.
    /// </summary>
    public Task<SeamAccessCode> PullBackupAsync(string accessCodeId, CancellationToken ct) =>
        _wire.PostAsync<SeamAccessCode>(SeamOperation.PullBackup, new { AccessCodeId = Id(accessCodeId) }, ["backup_access_code", "access_code"], ct);

    /// <summary>One code, or null when Seam does not know it any more. Before its end that is a lost code, after it a removed one.</summary>
    public Task<SeamAccessCode?> GetAccessCodeAsync(string accessCodeId, CancellationToken ct) =>
        _wire.FindAsync<SeamAccessCode>(SeamOperation.GetAccessCode, new { AccessCodeId = Id(accessCodeId) }, "access_code", NoCode, ct);

    /// <summary>All codes that were made with Seam on one lock. Servers exist that answer with the whole workspace, so the lock is compared here as well.</summary>
    public Task<IReadOnlyList<SeamAccessCode>> ListAccessCodesAsync(string deviceId, CancellationToken ct) =>
        CodesAsync(SeamOperation.ListAccessCodes, deviceId, ct);

    /// <summary>All codes on one lock that were made without Seam, as far as the lock's maker shows them.</summary>
    public Task<IReadOnlyList<SeamAccessCode>> ListUnmanagedAccessCodesAsync(string deviceId, CancellationToken ct) =>
        CodesAsync(SeamOperation.ListUnmanagedAccessCodes, deviceId, ct);

    /// <summary>
    /// What happened since an instant, each event once, in Seam's order. The list has no cursor; full pages are continued by offset, which Seam calls unstable:
    /// an event may be missed while others arrive, so overlap the next call.
    /// </summary>
    public async Task<IReadOnlyList<SeamEvent>> ListEventsAsync(DateTimeOffset since, CancellationToken ct)
    {
        var events = new Dictionary<string, SeamEvent>(StringComparer.Ordinal);
        var order = new List<SeamEvent>();
        for (var offset = 0; offset < MostEventPages * EventsAtOnce; offset += EventsAtOnce)
        {
            var body = new { Since = since.ToUniversalTime(), Limit = EventsAtOnce, UnstableOffset = offset == 0 ? (int?)null : offset };
            var page = await _wire.PostAsync<IReadOnlyList<SeamEvent>>(SeamOperation.ListEvents, body, "events", ct);
            var fresh = page.Where(item => events.TryAdd(item.EventId, item)).ToList();
            order.AddRange(fresh);
            if (page.Count < EventsAtOnce || fresh.Count == 0)
            {
                return order;
            }
        }

        throw SeamFailure.EndlessList(SeamOperation.ListEvents);
    }

    /// <summary>Asks Seam to send every event to an address. Sent once: look in <see cref="ListWebhooksAsync"/> first.</summary>
    /// <returns>The webhook with the secret that signs its calls.</returns>
    public Task<SeamWebhook> CreateWebhookAsync(Uri url, CancellationToken ct) =>
        _wire.PostAsync<SeamWebhook>(SeamOperation.CreateWebhook, new { Url = url.AbsoluteUri }, "webhook", ct);

    /// <summary>All webhooks of the workspace.</summary>
    public Task<IReadOnlyList<SeamWebhook>> ListWebhooksAsync(CancellationToken ct) =>
        _wire.ListAsync<SeamWebhook>(SeamOperation.ListWebhooks, [], "webhooks", ct);

    private async Task<IReadOnlyList<SeamAccessCode>> CodesAsync(SeamOperation operation, string deviceId, CancellationToken ct)
    {
        var all = await _wire.ListAsync<SeamAccessCode>(operation, new() { ["device_id"] = Id(deviceId) }, "access_codes", ct);
        return [.. all.Where(code => code.DeviceId == deviceId).DistinctBy(code => code.AccessCodeId)];
    }

    // An empty id would be left out by some servers' validation and hit another object.
    private static string Id(string id) => string.IsNullOrWhiteSpace(id) ? throw new ArgumentException("An id is missing.") : id;
}
