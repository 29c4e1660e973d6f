using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;
using static Cendra.Domain.Database.CendraModel;

namespace Cendra.Domain.Database;

/// <summary>The tables of what may be said about properties, under the rules of <see cref="CendraModel"/>.</summary>
internal static class KnowledgeModel
{
    public static void Build(ModelBuilder b)
    {
        Articles(b);
        Candidates(b);
        OfProperties(b);
    }

    private static void Articles(ModelBuilder b)
    {
        b.Entity<Article>(e =>
        {
            Lengths(e, (nameof(Article.Question), Article.LongestQuestion), (nameof(Article.Topic), Short), (nameof(Article.Language), 35), (nameof(Article.SourceText), Line), (nameof(Article.Hindrance), Line));
            e.Property(a => a.Source).HasConversion<string>().HasMaxLength(Short);
            e.Property(a => a.Status).HasConversion<string>().HasMaxLength(Short);
            e.HasIndex(a => new { a.IsForAll, a.Status });
            e.HasIndex(a => a.TranslatesId);
            e.HasOne<Article>().WithMany().HasForeignKey(a => a.TranslatesId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(a => a.Properties).WithOne().HasForeignKey(p => p.ArticleId).OnDelete(DeleteBehavior.Cascade);
            e.HasMany(a => a.Versions).WithOne().HasForeignKey(v => v.ArticleId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<ArticleProperty>(e =>
        {
            e.HasKey(p => new { p.ArticleId, p.PropertyId });
            e.HasOne(p => p.Property).WithMany().HasForeignKey(p => p.PropertyId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<ArticleVersion>(e =>
        {
            Lengths(e, (nameof(ArticleVersion.Question), Article.LongestQuestion), (nameof(ArticleVersion.Actor), Short));
            e.HasIndex(v => new { v.ArticleId, v.Number }).IsUnique();
        });
        b.Entity<AnswerSource>(e =>
        {
            Lengths(e, (nameof(AnswerSource.Why), Line));
            e.HasIndex(s => new { s.AgentTurnId, s.ArticleId }).IsUnique();
            e.HasOne<AgentTurn>().WithMany().HasForeignKey(s => s.AgentTurnId).OnDelete(DeleteBehavior.Cascade);
            Refers<AnswerSource, Article>(e, nameof(AnswerSource.ArticleId));
        });
        b.Entity<ArticleVector>(e =>
        {
            e.HasKey(v => new { v.ArticleId, v.Model });
            Lengths(e, (nameof(ArticleVector.Model), Name));
            e.HasOne<Article>().WithMany().HasForeignKey(v => v.ArticleId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Candidates(ModelBuilder b)
    {
        b.Entity<ArticleCandidate>(e =>
        {
            Lengths(e, (nameof(ArticleCandidate.Question), Line), (nameof(ArticleCandidate.QuestionKey), Short), (nameof(ArticleCandidate.Language), 35), (nameof(ArticleCandidate.Topic), Short),
                (nameof(ArticleCandidate.KindWords), Line), (nameof(ArticleCandidate.ConflictWords), Line));
            e.Property(c => c.Kind).HasConversion<string>().HasMaxLength(Short);
            e.Property(c => c.State).HasConversion<string>().HasMaxLength(Short);
            e.HasIndex(c => c.QuestionKey).IsUnique();
            e.HasIndex(c => c.DueAtUtc);
            e.HasMany(c => c.Questions).WithOne().HasForeignKey(q => q.CandidateId).OnDelete(DeleteBehavior.Cascade);
            Refers<ArticleCandidate, Property>(e, nameof(ArticleCandidate.PropertyId));
            Refers<ArticleCandidate, Article>(e, nameof(ArticleCandidate.ConflictsWithId));
            Refers<ArticleCandidate, Article>(e, nameof(ArticleCandidate.ArticleId));
        });
        b.Entity<CandidateQuestion>(e =>
        {
            Lengths(e, (nameof(CandidateQuestion.DedupeKey), Name));
            e.HasIndex(q => q.DedupeKey).IsUnique();
        });
    }

    private static void OfProperties(ModelBuilder b)
    {
        b.Entity<PropertySecret>(e =>
        {
            Lengths(e, (nameof(PropertySecret.Name), Short), (nameof(PropertySecret.Words), Line));
            e.Property(s => s.Kind).HasConversion<string>().HasMaxLength(Short);
            e.Property(s => s.Told).HasConversion<string>().HasMaxLength(Short);
            e.HasIndex(s => new { s.PropertyId, s.Name }).IsUnique();
            e.OwnsOne(s => s.Sealed, text =>
            {
                text.Property(t => t.Ciphertext).HasMaxLength(2000);
                text.Property(t => t.Hash).HasMaxLength(Short);
            });
            e.Navigation(s => s.Sealed).IsRequired();
            e.HasOne<Property>().WithMany(p => p.Secrets).HasForeignKey(s => s.PropertyId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<EntryStep>(e =>
        {
            e.HasIndex(s => new { s.PropertyId, s.DoorId, s.Position });
            e.HasOne(s => s.Property).WithMany(p => p.Steps).HasForeignKey(s => s.PropertyId).OnDelete(DeleteBehavior.Cascade);
            Refers<EntryStep, EntryPhoto>(e, nameof(EntryStep.PhotoId));
        });
        b.Entity<EntryPhoto>(e =>
        {
            Lengths(e, (nameof(EntryPhoto.ContentType), Short), (nameof(EntryPhoto.Words), Line));
            Refers<EntryPhoto, Property>(e, nameof(EntryPhoto.PropertyId));
        });
        b.Entity<TopicNotNeeded>(e =>
        {
            e.HasKey(t => new { t.PropertyId, t.Topic });
            Lengths(e, (nameof(TopicNotNeeded.Topic), Short));
            e.HasOne<Property>().WithMany().HasForeignKey(t => t.PropertyId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
