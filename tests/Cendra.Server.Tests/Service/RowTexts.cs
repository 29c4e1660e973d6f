using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>What people and models read of rows.</summary>
internal static class RowTexts
{
    /// <summary>All of them.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        var texts = new List<string>();
        texts.AddRange(await db.ReceivedWebhooks.Select(w => w.Cleaned + w.Outcome).ToListAsync());
        texts.AddRange((await db.Escalations.Include(e => e.Stays).ToListAsync()).Select(e => $"{e.Cause} {e.Title} {e.Text} {e.Outcome} {string.Join(' ', e.Stays.Select(s => s.NextStep))}"));
        texts.AddRange(await db.AuditEvents.Select(e => e.What + e.Actor).ToListAsync());
        texts.AddRange(await db.AccessCodes.Select(c => c.FaultText + " " + c.NameOnLock).ToListAsync());
        texts.AddRange(await db.Stays.Select(s => s.WorstReason).ToListAsync());
        texts.AddRange(await db.SmartLocks.Select(l => l.Fault + l.LastUnlockedHow).ToListAsync());
        texts.AddRange(await db.LockDenials.Select(d => d.Why).ToListAsync());
        texts.AddRange(await db.SourceBookings.Select(b => b.Observed).ToListAsync());
        texts.AddRange(await db.Connections.Select(c => c.StateText).ToListAsync());
        texts.AddRange(await db.Messages.Select(m => m.Body + " " + m.StateText + " " + m.DedupeKey + " " + m.Attachment + " " + m.Subject + " " + m.MailId).ToListAsync());
        texts.AddRange(await db.Deliveries.Select(d => d.StatusText + " " + d.TextHash + " " + d.ProviderId).ToListAsync());
        texts.AddRange(await db.AgentTurns.Select(t => t.Steps + " " + t.Outcome).ToListAsync());
        texts.AddRange(await db.MessageTranslations.Select(t => t.Text).ToListAsync());
        texts.AddRange(await db.Properties.Select(p => p.RestrictedTopics).ToListAsync());
        texts.AddRange(await db.MessageSecrets.Select(s => s.Token + " " + s.Decision).ToListAsync());
        texts.AddRange(await db.OutgoingEvents.Select(e => e.Body + " " + e.Trouble).ToListAsync());
        texts.AddRange(await db.CodeWriteBacks.Select(w => w.Trouble + " " + w.FieldHash).ToListAsync());
        texts.AddRange(await db.ArticleCandidates.Select(c => c.Question + " " + c.QuestionKey + " " + c.Answer + " " + c.KindWords + " " + c.ConflictWords).ToListAsync());
        texts.AddRange(await db.CandidateQuestions.Select(q => q.DedupeKey).ToListAsync());
        texts.AddRange(await db.EntrySteps.Select(s => s.Words + " " + s.Typing + " " + s.IfItFails).ToListAsync());
        texts.AddRange(await db.EntryPhotos.Select(p => p.Words).ToListAsync());
        texts.AddRange(await db.Releases.Select(r => r.Texts + " " + r.Policy + " " + r.Remark + " " + r.RunFailures + " " + r.RunLeftOut + " " + r.RunWith).ToListAsync());
        texts.AddRange(await db.EvalCases.Select(c => c.Words + " " + c.NotSaid).ToListAsync());
        return texts;
    }
}
