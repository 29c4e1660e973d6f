using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddAnswerModes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "AnswerMode",
                table: "Properties",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "EarliestCheckIn",
                table: "Properties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EarlyCheckIn",
                table: "Properties",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LateCheckOut",
                table: "Properties",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "LatestCheckOut",
                table: "Properties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RestrictedTopics",
                table: "Properties",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "TurnoverHours",
                table: "Properties",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ApprovedUtc",
                table: "Messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Moves",
                table: "Messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "MovesToLocal",
                table: "Messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "QuestionId",
                table: "AgentTurns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AnswerRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PropertyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: true),
                    FromLocal = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    UntilLocal = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    Mode = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnswerRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AnswerRules_Properties_PropertyId",
                        column: x => x.PropertyId,
                        principalTable: "Properties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MessageTranslations",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    InputTokens = table.Column<int>(type: "INTEGER", nullable: false),
                    OutputTokens = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MessageTranslations", x => x.MessageId);
                    table.ForeignKey(
                        name: "FK_MessageTranslations_Messages_MessageId",
                        column: x => x.MessageId,
                        principalTable: "Messages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AgentTurns_QuestionId",
                table: "AgentTurns",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_AnswerRules_PropertyId",
                table: "AnswerRules",
                column: "PropertyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AnswerRules");

            migrationBuilder.DropTable(
                name: "MessageTranslations");

            migrationBuilder.DropIndex(
                name: "IX_AgentTurns_QuestionId",
                table: "AgentTurns");

            migrationBuilder.DropColumn(
                name: "AnswerMode",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "EarliestCheckIn",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "EarlyCheckIn",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "LateCheckOut",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "LatestCheckOut",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "RestrictedTopics",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "TurnoverHours",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "ApprovedUtc",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "Moves",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "MovesToLocal",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "QuestionId",
                table: "AgentTurns");
        }
    }
}
