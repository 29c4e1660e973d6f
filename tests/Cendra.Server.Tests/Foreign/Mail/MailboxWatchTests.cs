using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;
using MailKit;
using MailKit.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>The watch of a mailbox against Dovecot.</summary>
[Collection(MailServersCollection.Name)]
public sealed class MailboxWatchTests(SharedMailServers shared)
{
    private static readonly MailboxOptions Quick = new() { FirstPause = TimeSpan.FromMilliseconds(20) };

    [MailServersFact]
    public async Task A_mail_from_the_internet_comes_in_at_once_because_the_server_says_so()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        await using var watch = new WatchedMailbox(() => servers.ImapByStartTls(box));
        var state = await watch.StateAsync(MailboxCondition.Listening);
        Assert.StartsWith("Listening since ", state.Words, StringComparison.Ordinal);

        var sent = TestMail.To(box.Replace("@", "+token@", StringComparison.Ordinal));
        var started = TimeProvider.System.GetTimestamp();
        var outcome = await Post(servers.Mx).SendAsync(sent, "guest@guest.test", sent.To.Mailboxes.Single().Address, CancellationToken.None);
        var mail = await watch.NextAsync();

        Assert.Equal(PostResult.Taken, outcome.Result);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(15), "the safety look alone would have taken minutes");
        Assert.True(mail.IsWhole);
        var read = IncomingMail.Read(mail.Raw).Mail!;
        Assert.Equal(sent.MessageId, read.MessageId);
        Assert.Contains(sent.To.Mailboxes.Single().Address, read.DeliveredTo);
        Assert.NotNull(mail.DeliveredUtc);
    }

    [MailServersFact]
    public async Task Old_mail_of_a_mailbox_that_is_watched_for_the_first_time_is_left_alone()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        await servers.DeliverAsync(box, TestMail.To(box), TestMail.To(box));
        await using var watch = new WatchedMailbox(() => servers.Imap(box));
        await watch.StateAsync(MailboxCondition.Listening);
        Assert.Equal(2u, watch.Place.LastUid);
        await servers.DeliverAsync(box, TestMail.To(box, "new"));

        Assert.Equal("new", IncomingMail.Read((await watch.NextAsync()).Raw).Mail!.Subject);
    }

    [MailServersFact]
    public async Task Mails_that_came_while_nobody_watched_come_in_order_and_are_marked()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var begun = await WatchedMailbox.BegunAsync(servers, box);
        await servers.DeliverAsync(box, TestMail.To(box, "1"), TestMail.To(box, "2"), TestMail.To(box, "3"));
        await using var watch = new WatchedMailbox(() => servers.Imap(box), begun);

        Assert.Equal(["1", "2", "3"], (await watch.NextAsync(3)).Select(mail => IncomingMail.Read(mail.Raw).Mail!.Subject));

        // Listening again: whatever follows the taking is done.
        await watch.StateAsync(MailboxCondition.Listening);
        Assert.Equal(3, (await SearchAsync(servers, box, "INBOX", SearchQuery.Seen.And(SearchQuery.HasKeyword("$CendraDone")))).Count);
    }

    [MailServersFact]
    public async Task Mails_move_to_the_folder_that_is_set()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var begun = await WatchedMailbox.BegunAsync(servers, box);
        await servers.DeliverAsync(box, TestMail.To(box), TestMail.To(box));
        await using var watch = new WatchedMailbox(() => servers.Imap(box), begun, new MailboxOptions { MoveTo = "Processed" });
        await watch.NextAsync(2);
        await watch.StateAsync(MailboxCondition.Listening);

        Assert.Empty(await SearchAsync(servers, box, "INBOX", SearchQuery.All));
        Assert.Equal(2, (await SearchAsync(servers, box, "Processed", SearchQuery.All)).Count);
    }

    [MailServersFact]
    public async Task A_folder_to_move_to_that_is_not_there_costs_no_mail()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var begun = await WatchedMailbox.BegunAsync(servers, box);
        await servers.DeliverAsync(box, TestMail.To(box), TestMail.To(box));
        await using var watch = new WatchedMailbox(() => servers.Imap(box), begun, new MailboxOptions { MoveTo = "Nowhere" });

        Assert.Equal(2, (await watch.NextAsync(2)).Count);
        await watch.StateAsync(MailboxCondition.Listening);
    }

    [MailServersFact]
    public async Task Two_hundred_mails_all_come_while_the_server_crashes_in_the_middle()
    {
        const int all = 200;
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var sent = Enumerable.Range(0, all).Select(n => TestMail.To(box, $"{n}")).ToList();
        var keys = new HashSet<string>();
        var places = new List<uint>();
        var calls = new WatchCalls
        {
            Taking = async (mail, _) =>
            {
                if (keys.Add(WatchedMailbox.KeyOf(mail)) && keys.Count is 40 or 90 or 91 or 160)
                {
                    await servers.CutAsync();
                }
            },
            Noting = (place, _) =>
            {
                places.Add(place.LastUid);
                return Task.CompletedTask;
            },
        };
        await using var watch = new WatchedMailbox(() => servers.Imap(box), options: Quick, calls: calls);
        await watch.StateAsync(MailboxCondition.Listening);

        var delivering = servers.DeliverAsync(box, sent);
        var taken = new HashSet<string>();
        while (taken.Count < all)
        {
            taken.Add(WatchedMailbox.KeyOf(await watch.NextAsync()));
        }

        await delivering;
        await watch.NotedAsync(new MailboxPlace(watch.Place.Validity, all));
        Assert.Equal(sent.Select(mail => mail.MessageId).Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, all + 1).Select(n => (uint)n), places);
        Assert.True(watch.IsQuiet);
        Assert.InRange(watch.Interruptions, 3, 20);
    }

    [MailServersFact]
    public async Task Mails_that_come_just_while_listening_ends_or_begins_are_not_missed()
    {
        const int all = 100;
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        await using var watch = new WatchedMailbox(() => servers.Imap(box), options: Quick with { IdleAtMost = TimeSpan.FromMilliseconds(2) });
        await watch.StateAsync(MailboxCondition.Listening);
        var sent = Enumerable.Range(0, all).Select(n => TestMail.To(box, $"{n}")).ToList();
        var delivering = servers.DeliverAsync(box, sent);

        // In no order: Dovecot numbers mails that it could not number as they came by the names of their files.
        Assert.Equal(sent.Select(mail => mail.MessageId).Order(StringComparer.Ordinal), (await watch.NextAsync(all)).Select(WatchedMailbox.KeyOf).Order(StringComparer.Ordinal));
        await delivering;
    }

    [MailServersFact]
    public async Task A_watch_that_dies_between_taking_and_noting_brings_the_same_mail_again()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var begun = await WatchedMailbox.BegunAsync(servers, box);
        await servers.DeliverAsync(box, TestMail.To(box));
        string key;
        MailboxPlace kept;
        var never = new WatchCalls { Noting = (_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct) };
        await using (var first = new WatchedMailbox(() => servers.Imap(box), begun, calls: never))
        {
            key = WatchedMailbox.KeyOf(await first.NextAsync());
            kept = first.Place;
        }

        await using var second = new WatchedMailbox(() => servers.Imap(box), kept);
        Assert.Equal(key, WatchedMailbox.KeyOf(await second.NextAsync()));
        await second.NotedAsync(new MailboxPlace(begun.Validity, 1));
        Assert.True(second.IsQuiet);
    }

    [MailServersFact]
    public async Task A_mailbox_that_was_numbered_anew_is_looked_through_for_a_month()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        await AppendAsync(servers, box, TimeProvider.System.GetUtcNow().AddDays(-60));
        await servers.DeliverAsync(box, TestMail.To(box), TestMail.To(box));
        var begun = (await WatchedMailbox.BegunAsync(servers, box)) with { LastUid = 0 };
        IReadOnlyList<string> before;
        MailboxPlace kept;
        await using (var first = new WatchedMailbox(() => servers.Imap(box), begun))
        {
            before = [.. (await first.NextAsync(3)).Select(WatchedMailbox.KeyOf)];
            await first.NotedAsync(new MailboxPlace(begun.Validity, 3));
            kept = first.Place;
        }

        servers.ForgetNumbers(box);
        await servers.DeliverAsync(box, TestMail.To(box, "new"));
        await using var second = new WatchedMailbox(() => servers.Imap(box), kept);
        var again = await second.NextAsync(3);
        await second.StateAsync(MailboxCondition.Listening);

        Assert.NotEqual(kept.Validity, second.Place.Validity);
        Assert.Equal(before.Skip(1).Order(StringComparer.Ordinal), again.Select(WatchedMailbox.KeyOf).Intersect(before).Order(StringComparer.Ordinal));
        Assert.Single(again, mail => IncomingMail.Read(mail.Raw).Mail!.Subject == "new");
        Assert.True(second.IsQuiet);
        Assert.Equal(4u, second.Place.LastUid);
    }

    [MailServersFact]
    public async Task A_mail_over_the_limit_comes_without_its_body_and_the_next_one_whole()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var (large, small) = (TestMail.To(box, "large", bytes: 200_000), TestMail.To(box, "small"));
        var begun = await WatchedMailbox.BegunAsync(servers, box);
        await servers.DeliverAsync(box, large, small);
        await using var watch = new WatchedMailbox(() => servers.Imap(box), begun, new MailboxOptions { LargestBytes = 100_000 });

        var (first, second) = (await watch.NextAsync(), await watch.NextAsync());
        Assert.False(first.IsWhole);
        Assert.InRange(first.Size, 250_000, 300_000);
        Assert.InRange(first.Raw.Length, 100, 10_000);
        Assert.Equal((large.MessageId, "large"), (IncomingMail.Read(first.Raw).Mail!.MessageId, IncomingMail.Read(first.Raw).Mail!.Subject));
        Assert.True(second.IsWhole);
        Assert.Equal("small", IncomingMail.Read(second.Raw).Mail!.Subject);
    }

    [MailServersFact]
    public async Task A_server_that_cannot_tell_is_asked()
    {
        var servers = await shared.StartedWithoutIdleAsync();
        var box = servers.NewBox();
        await using var watch = new WatchedMailbox(() => servers.Imap(box), options: new MailboxOptions { PollEvery = TimeSpan.FromMilliseconds(200) });
        Assert.StartsWith("Asking once a minute", (await watch.StateAsync(MailboxCondition.Polling)).Words, StringComparison.Ordinal);
        var sent = TestMail.To(box);
        await servers.DeliverAsync(box, sent);

        Assert.Equal(sent.MessageId, WatchedMailbox.KeyOf(await watch.NextAsync()));
    }

    private static MailPost Post(MailAccount account) => new(() => account, TimeProvider.System, NullLogger<MailPost>.Instance);

    private static async Task<IList<UniqueId>> SearchAsync(MailServers servers, string box, string folder, SearchQuery query)
    {
        using var client = await servers.OpenAsync(box);
        var opened = await client.GetFolderAsync(folder);
        await opened.OpenAsync(FolderAccess.ReadOnly);
        return await opened.SearchAsync(query);
    }

    private static async Task AppendAsync(MailServers servers, string box, DateTimeOffset delivered)
    {
        using var client = await servers.OpenAsync(box);
        await client.Inbox!.AppendAsync(TestMail.To(box, "old"), MessageFlags.None, delivered);
    }
}
