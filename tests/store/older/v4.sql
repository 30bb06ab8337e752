BEGIN TRANSACTION;
CREATE TABLE acknowledgement (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	guard VARCHAR NOT NULL,
	record_id VARCHAR NOT NULL,
	inspection_id VARCHAR(32),
	actor VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE adoption (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	item_id VARCHAR(32) NOT NULL,
	result VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	change VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	finding_id VARCHAR(32),
	withdraws BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(item_id) REFERENCES objectionitem (id),
	FOREIGN KEY(finding_id) REFERENCES finding (id)
);
CREATE TABLE agency (
	id VARCHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	level VARCHAR(40) NOT NULL,
	region_code VARCHAR NOT NULL,
	region_name VARCHAR NOT NULL,
	department VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	complaint_phone VARCHAR NOT NULL,
	government VARCHAR NOT NULL,
	court VARCHAR NOT NULL,
	letterhead VARCHAR NOT NULL,
	own BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (name)
);
INSERT INTO "agency" VALUES('01a216db8e717698b2f0d5a1959dec4e','样本县人力资源和社会保障局','样人社','county','360100','样本县','基金监督科','样本县示范路1号','0791-00000001','0791-00000002','样本县人民政府','样本县人民法院','',1);
CREATE TABLE agreement (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	unit_id VARCHAR(32) NOT NULL,
	number VARCHAR NOT NULL,
	agency_party VARCHAR NOT NULL,
	unit_party VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	starts_on DATE NOT NULL,
	ends_on DATE NOT NULL,
	ended_on DATE,
	end_reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE agreementchange (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	agreement_id VARCHAR(32) NOT NULL,
	"on" DATE NOT NULL,
	text VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(agreement_id) REFERENCES agreement (id)
);
CREATE TABLE approval (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	subject VARCHAR NOT NULL,
	subject_id VARCHAR NOT NULL,
	prepared_by VARCHAR(32) NOT NULL,
	prepared_text VARCHAR NOT NULL,
	reviewed_by VARCHAR(32),
	review_text VARCHAR NOT NULL,
	reviewed_at DATETIME,
	approved_by VARCHAR(32) NOT NULL,
	text VARCHAR NOT NULL,
	granted BOOLEAN NOT NULL,
	frequency VARCHAR NOT NULL,
	yearly_limit INTEGER,
	action_code VARCHAR NOT NULL,
	assistants VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(prepared_by) REFERENCES staff (id),
	FOREIGN KEY(reviewed_by) REFERENCES staff (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE case_info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "case_info" VALUES('case','7456d32bdbfd453297e5e977855152cb');
INSERT INTO "case_info" VALUES('views','1f7cdb489434c562d912f449ae5913b3509e4916b53e383d0a808c38ef545a11');
CREATE TABLE chain (
      id TEXT PRIMARY KEY, device_key TEXT NOT NULL, since TEXT NOT NULL, why TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
INSERT INTO "chain" VALUES('a00b9aa5ed5258bc8891f587a6db87eb-c906e91e','3acf96f8709f34ebba5f52090928770b3e8d481f2ce97ce1f18a16524999087b','2026-01-05T00:40:00.000000Z','init');
CREATE TABLE checkanswer (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	line VARCHAR NOT NULL,
	asked VARCHAR NOT NULL,
	result VARCHAR(40) NOT NULL,
	note VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	finding_id VARCHAR(32),
	answered_by VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(finding_id) REFERENCES finding (id),
	FOREIGN KEY(answered_by) REFERENCES staff (id)
);
CREATE TABLE closing (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	result VARCHAR NOT NULL,
	archived_by VARCHAR(32) NOT NULL,
	checked_by VARCHAR(32),
	retention VARCHAR NOT NULL,
	dossier_no VARCHAR NOT NULL,
	fonds_no VARCHAR NOT NULL,
	pages INTEGER,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(archived_by) REFERENCES staff (id),
	FOREIGN KEY(checked_by) REFERENCES staff (id)
);
CREATE TABLE commitment (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	signer VARCHAR NOT NULL,
	post VARCHAR NOT NULL,
	finance VARCHAR NOT NULL,
	business VARCHAR NOT NULL,
	information VARCHAR NOT NULL,
	lists JSON NOT NULL,
	system VARCHAR NOT NULL,
	exported_at DATETIME,
	refused BOOLEAN NOT NULL,
	reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE consultation (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	draft_id VARCHAR(32) NOT NULL,
	on_the_spot BOOLEAN NOT NULL,
	contact VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(draft_id) REFERENCES reportdraft (id)
);
CREATE TABLE cooperation (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	number VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	partner VARCHAR(40) NOT NULL,
	organ VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	basis VARCHAR NOT NULL,
	document VARCHAR NOT NULL,
	due_on DATE,
	asked_by VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32),
	lead_id VARCHAR(32),
	PRIMARY KEY (id),
	UNIQUE (number),
	FOREIGN KEY(asked_by) REFERENCES staff (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(lead_id) REFERENCES lead (id)
);
CREATE TABLE cooperationanswer (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	cooperation_id VARCHAR(32) NOT NULL,
	document VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	complete BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(cooperation_id) REFERENCES cooperation (id)
);
CREATE TABLE correction (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	document_id VARCHAR(32) NOT NULL,
	lines JSON NOT NULL,
	reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(document_id) REFERENCES document (id)
);
CREATE TABLE correction_order (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	party VARCHAR NOT NULL,
	party_identity VARCHAR NOT NULL,
	party_address VARCHAR NOT NULL,
	violation VARCHAR NOT NULL,
	facts VARCHAR NOT NULL,
	basis JSON NOT NULL,
	demand VARCHAR NOT NULL,
	due_on DATE,
	evidence JSON NOT NULL,
	on_spot BOOLEAN NOT NULL,
	inspectors JSON NOT NULL,
	contact VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(contact) REFERENCES staff (id)
);
CREATE TABLE custody (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	evidence_id VARCHAR(32) NOT NULL,
	giver VARCHAR NOT NULL,
	taker VARCHAR NOT NULL,
	why VARCHAR NOT NULL,
	condition VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(evidence_id) REFERENCES evidence (id)
);
CREATE TABLE declaration (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	staff_id VARCHAR(32) NOT NULL,
	relative VARCHAR NOT NULL,
	former_job VARCHAR NOT NULL,
	former_until DATE,
	economic VARCHAR NOT NULL,
	other VARCHAR NOT NULL,
	undertakes BOOLEAN NOT NULL,
	training VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE declarationcheck (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	declarations JSON NOT NULL,
	text VARCHAR NOT NULL,
	verified_by VARCHAR(32) NOT NULL,
	own_verified_by VARCHAR(32),
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(verified_by) REFERENCES staff (id),
	FOREIGN KEY(own_verified_by) REFERENCES staff (id)
);
CREATE TABLE deemedconsent (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	consultation_id VARCHAR(32) NOT NULL,
	received_on DATE NOT NULL,
	last_day DATE NOT NULL,
	register_check VARCHAR NOT NULL,
	mail_check VARCHAR NOT NULL,
	post_possible BOOLEAN NOT NULL,
	no_post_reason VARCHAR NOT NULL,
	recorders JSON NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(consultation_id) REFERENCES consultation (id)
);
CREATE TABLE document (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32),
	kind VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	subject_id VARCHAR NOT NULL,
	number VARCHAR NOT NULL,
	series VARCHAR,
	year INTEGER NOT NULL,
	n INTEGER,
	dated DATE NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	template_sha256 VARCHAR(64),
	facts_digest VARCHAR NOT NULL,
	chain_head VARCHAR NOT NULL,
	check_code VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	actor VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (series, year, n),
	UNIQUE (number),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE documentvoid (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	document_id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32),
	reason VARCHAR NOT NULL,
	approved_by VARCHAR(32),
	PRIMARY KEY (id),
	FOREIGN KEY(document_id) REFERENCES document (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE entry (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	place VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	met VARCHAR NOT NULL,
	met_post VARCHAR NOT NULL,
	certificates VARCHAR NOT NULL,
	recusal_asked BOOLEAN NOT NULL,
	recusal_reason VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE evidence (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	seq INTEGER NOT NULL,
	kind VARCHAR(40) NOT NULL,
	form VARCHAR(40) NOT NULL,
	name VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	takers JSON NOT NULL,
	proves VARCHAR NOT NULL,
	pages INTEGER,
	pieces INTEGER,
	kept_at VARCHAR NOT NULL,
	sha256 VARCHAR(64),
	size INTEGER,
	file_name VARCHAR NOT NULL,
	folder VARCHAR NOT NULL,
	file_at DATETIME,
	media_type VARCHAR NOT NULL,
	photo_at VARCHAR NOT NULL,
	photo_place VARCHAR NOT NULL,
	state VARCHAR(40) NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	UNIQUE (code)
);
CREATE TABLE evidencesheet (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	matter VARCHAR NOT NULL,
	fact VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	origin VARCHAR NOT NULL,
	method VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	provider VARCHAR NOT NULL,
	provider_post VARCHAR NOT NULL,
	provider_opinion VARCHAR NOT NULL,
	compared BOOLEAN NOT NULL,
	pages INTEGER NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE fieldworkend (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE finding (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	title VARCHAR NOT NULL,
	facts VARCHAR NOT NULL,
	violation VARCHAR,
	matter VARCHAR NOT NULL,
	basis JSON NOT NULL,
	amount INTEGER,
	no_amount BOOLEAN NOT NULL,
	persons INTEGER,
	period_from DATE,
	period_to DATE,
	evidence JSON NOT NULL,
	demand VARCHAR NOT NULL,
	cause VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE handover (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	back BOOLEAN NOT NULL,
	giver VARCHAR NOT NULL,
	taker VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE handoveritem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	handover_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	form VARCHAR(40) NOT NULL,
	quantity VARCHAR NOT NULL,
	carrier VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	returned_id VARCHAR(32),
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(handover_id) REFERENCES handover (id),
	FOREIGN KEY(returned_id) REFERENCES handover (id)
);
CREATE TABLE inspection (
	id VARCHAR(32) NOT NULL,
	number VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	unit_id VARCHAR(32) NOT NULL,
	plan_item_id VARCHAR(32),
	ad_hoc_reason VARCHAR NOT NULL,
	ordered_by VARCHAR NOT NULL,
	order_number VARCHAR NOT NULL,
	order_on DATE,
	major_reason VARCHAR NOT NULL,
	form VARCHAR(40) NOT NULL,
	funds JSON NOT NULL,
	period_from DATE NOT NULL,
	period_to DATE NOT NULL,
	state VARCHAR(40) NOT NULL,
	flight_reason VARCHAR(40),
	flight_text VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (number),
	FOREIGN KEY(unit_id) REFERENCES unit (id),
	FOREIGN KEY(plan_item_id) REFERENCES planitem (id)
);
CREATE TABLE interest (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	staff_id VARCHAR(32) NOT NULL,
	unit_id VARCHAR(32) NOT NULL,
	kind VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	until DATE,
	declared BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(staff_id) REFERENCES staff (id),
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE journal (
      pos INTEGER PRIMARY KEY AUTOINCREMENT,
      hash TEXT NOT NULL,
      header TEXT NOT NULL,
      body TEXT,
      salt TEXT,
      signature TEXT,
      chain TEXT GENERATED ALWAYS AS (json_extract(header, '$.chain')) VIRTUAL,
      seq INTEGER GENERATED ALWAYS AS (json_extract(header, '$.seq')) VIRTUAL,
      utc TEXT GENERATED ALWAYS AS (json_extract(header, '$.utc')) VIRTUAL,
      actor TEXT GENERATED ALWAYS AS (json_extract(header, '$.actor')) VIRTUAL,
      act TEXT GENERATED ALWAYS AS (json_extract(header, '$.act')) VIRTUAL,
      op TEXT GENERATED ALWAYS AS (json_extract(header, '$.op')) VIRTUAL,
      record_table TEXT GENERATED ALWAYS AS (json_extract(header, '$.table')) VIRTUAL,
      record_id TEXT GENERATED ALWAYS AS (json_extract(header, '$.record')) VIRTUAL
    ) STRICT;
INSERT INTO "journal" VALUES(1,'8073831bfb05a6a218e41034eb80e0e767aaf98c15a605414bf43cd99b046e05','{"act":"init","actor":"孙例平","body":"91a883ae4860d5cbf2fa7d56363913df648b5c87b10a46385d024398ea9006c5","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T08:40:00+08:00","op":"note","previous":null,"record":"","seq":1,"table":"","utc":"2026-01-05T00:40:00.000000Z"}','{"encrypted":false}','9daa39ba8468e7d5030825f1ac0a3235','bbbdeabdeae3ee51f706cce24c1d703e6a53e30db0e5febd368f1d89ed250db3f1ca5c4102c6cdc4021e7a3cd3eb8f2f1a28d43c8b57355144faf981719d6800');
INSERT INTO "journal" VALUES(2,'214ea3433f4786d517252bc6be9d38dd18941a14388783b1c05beb3937238b73','{"act":"plan.agency.set","actor":"孙例平","body":"a19df2ee3ea4418ebd80d8d77eac2227d36882bb6c19935d49df729bf7c31508","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T08:50:00+08:00","op":"insert","previous":null,"record":"01a216db8e717698b2f0d5a1959dec4e","seq":2,"table":"agency","utc":"2026-01-05T00:50:00.000000Z"}','{"new":{"address":"样本县示范路1号","code":"样人社","complaint_phone":"0791-00000002","court":"样本县人民法院","department":"基金监督科","government":"样本县人民政府","id":"01a216db8e717698b2f0d5a1959dec4e","letterhead":"","level":"county","name":"样本县人力资源和社会保障局","own":1,"phone":"0791-00000001","region_code":"360100","region_name":"样本县"}}','20e05e4d9c82ef5922fba36d54060baa','fb9abf8a0bfc84df909798b395815da06f9ef63f40a70f6655487f6d0790e441bae5fd7dcd753bd6f0644931bc56e43f062d1c3b2290c440940b2fe583eeac09');
INSERT INTO "journal" VALUES(3,'684842875b22b76adefea4e400b3643a4c8113bf6817b7b6aadd2614a7d9ed1b','{"act":"plan.staff.add","actor":"孙例平","body":"09796a9396231e0710167d324558f31907af3bb728e5196878333c87b6e50440","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T09:02:00+08:00","op":"insert","previous":null,"record":"01a216db95f8744aa17d305e731b8b4a","seq":3,"table":"staff","utc":"2026-01-05T01:02:00.000000Z"}','{"new":{"certificate":"36012300002","certificate_from":"2023-01-01","certificate_issuer":"江西省司法厅","certificate_to":"2027-12-31","department":"基金监督科","id":"01a216db95f8744aa17d305e731b8b4a","name":"李示华","organisation":"","phone":"","post":"一级科员","role":"inspector"}}','f270033a7d1f6969b57583f1009c0e45','3206fdbe2ad0c5c8d9a3e03e061d0516cd28c8c0e3e75bf72324657a3fc488e120b55a90b87b5767cf0a8936287e73d2ed1c946e6c33b8e7df0cbedd42309204');
INSERT INTO "journal" VALUES(4,'17bcb4e5d22a22f185e5556f783a37099e260f7fbbd422799a435a19f77700a1','{"act":"plan.staff.add","actor":"孙例平","body":"40cc48dd3f52b80a7eb6bcbd000e893efa50607f87277b67a7857145199d8723","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T09:03:00+08:00","op":"insert","previous":null,"record":"01a216db9e107205b98e739f063d5e5f","seq":4,"table":"staff","utc":"2026-01-05T01:03:00.000000Z"}','{"new":{"certificate":"36012300003","certificate_from":"2023-01-01","certificate_issuer":"江西省司法厅","certificate_to":"2027-12-31","department":"基金监督科","id":"01a216db9e107205b98e739f063d5e5f","name":"吴仿真","organisation":"","phone":"","post":"一级科员","role":"inspector"}}','6aa8af4917526a5773529ca7a4b198c8','c5d20aecd38805ac393f4c50cdf9308d577ba0754fe7ffd649be2cce33c95556fef85c18b000dd699bc21c485e45f6fc2903ff6c825451b20416e8cd8d48330f');
INSERT INTO "journal" VALUES(5,'d5f792ae441596e9975850e7db28e6940576911d3d2d41f1b469c2e746a0afa2','{"act":"plan.staff.add","actor":"孙例平","body":"213ebda0b80a70daac1b220cb495edba794b39679deb330e7e57b72422548f67","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T09:05:00+08:00","op":"insert","previous":null,"record":"01a216dba7037b689e25b4e2ae9ac60b","seq":5,"table":"staff","utc":"2026-01-05T01:05:00.000000Z"}','{"new":{"certificate_issuer":"","department":"基金监督科","id":"01a216dba7037b689e25b4e2ae9ac60b","name":"孙例平","organisation":"","phone":"","post":"科长","role":"supervisor"}}','d929afa815736ba7b63253ba95d7f246','40911a1c38e1f2b3ae3e6895bff156c1fe5582a173f965e6b458cc7a63e335560111c39af04b865132f243fc7712fed1ab1a04cc011e0aee6342a124bf4abd00');
INSERT INTO "journal" VALUES(6,'02585c4dbfcc8f29eabaaa6c3cf3efd4a22dc22d97049027acdd8568fe3c8e30','{"act":"plan.staff.add","actor":"孙例平","body":"64f0615d61ef9732c037ec8a3b007ef6640976dea6dbce924d29a16679e40991","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T09:06:00+08:00","op":"insert","previous":null,"record":"01a216dbae6e7fac8c21ced4b5e29010","seq":6,"table":"staff","utc":"2026-01-05T01:06:00.000000Z"}','{"new":{"certificate_issuer":"","department":"局领导","id":"01a216dbae6e7fac8c21ced4b5e29010","name":"钱样明","organisation":"","phone":"","post":"局长","role":"approver"}}','8f827f8d851176de1b3cfdb7a59bb8cd','8711ab2854141400f3801a51dd20615a4e0309f158a01b01664cb967bf2b54f1f82588b73dbd8a365fdd95979d0da707baf35b179d7094031e7321969b7e2f0b');
INSERT INTO "journal" VALUES(7,'e35206e4dac398d74fb94f4702c64e0d0e29912cc87a735f17107418fc083cec','{"act":"plan.staff.set","actor":"孙例平","body":"bc6ddc4a62a7288b06f81e12effe2ab38bd49e2b5eea5d7969fc82145b485a48","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T09:07:00+08:00","op":"update","previous":"684842875b22b76adefea4e400b3643a4c8113bf6817b7b6aadd2614a7d9ed1b","record":"01a216db95f8744aa17d305e731b8b4a","seq":7,"table":"staff","utc":"2026-01-05T01:07:00.000000Z"}','{"new":{"phone":"0791-00000004"},"old":{"phone":""}}','3af8e285bc81ecc3619d7fc9c25ef889','d347006bc59ee4a22daab3430a628bb66925ca19c31910302cc0ee7cca9cf0c7795a774e1c656ef6a2d19353b762ebad8fe38b2a8f5372ede31497b980f31e08');
INSERT INTO "journal" VALUES(8,'031dca8c6dcf71e0f20c6e91e370f331d395a9255419882270121613e0b98658','{"act":"plan.unit.add","actor":"孙例平","body":"370c8d7d35f760f5ffaa1d6040714f905384efe8bbd2fff42163d43b0f0697d3","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T09:10:00+08:00","op":"insert","previous":null,"record":"01a216dbbdce7c718abf50da7867e6d4","seq":8,"table":"unit","utc":"2026-01-05T01:10:00.000000Z"}','{"new":{"address":"样本县示范路3号","contact":"","credit_code":"","head":"赵样本","head_post":"主任","id":"01a216dbbdce7c718abf50da7867e6d4","is_enterprise":0,"name":"样本县社会保险服务中心","phone":"0791-00000003","region_code":"360100","subtype":"","type":"handling_agency"}}','e3df31f52b9af1fe26505544c33ec76f','9cb11c1bdca87988bd88652637eabf1a0dda261cda0b14402690c3210aabbefe7a82f93b83ccfeb7ab0d821a15f91cad9c0b1e417b32703cb2892976f203e50c');
INSERT INTO "journal" VALUES(9,'8e9fc3b6b7d3efcadf849d18db18d4438dc3863e74dd30fe11bb9ba968143c34','{"act":"plan.year.new","actor":"孙例平","body":"87456977b549b6e1796c0b8b941d8fc144c0f316bb47ee0b1070668794b4cbad","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T09:20:00+08:00","op":"insert","previous":null,"record":"01a216dbc4f27a21b4ef10ed0336010b","seq":9,"table":"plan","utc":"2026-01-05T01:20:00.000000Z"}','{"new":{"approval_text":"","filing_number":"","focus":"待遇支付","guidance":"保障社会保险基金安全","id":"01a216dbc4f27a21b4ef10ed0336010b","scope":"本县社会保险经办机构","year":2026}}','e694fc02e5c5a96f5974077dbc875aef','228dca89fdb89f21ac11b6dbcc78dd91e91fb029c3c478006c3a640eb18e39ce73cc2f59807acc59621c78237527316c1276e5bce4afda52d5eee45568894f0e');
INSERT INTO "journal" VALUES(10,'dc9ed02c83bd6a5907b30deeddfe002dafaa0e0bfde3b58907f1a4e814ffed6d','{"act":"plan.year.add","actor":"孙例平","body":"50bd29942aa4b1801a03a02863374c70135b68532ae4981418251b5108a7109e","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T09:30:00+08:00","op":"insert","previous":null,"record":"01a216dbcce77be6983ad1eafd24f946","seq":10,"table":"planitem","utc":"2026-01-05T01:30:00.000000Z"}','{"new":{"cost":0,"days":10,"focus":"","form":"special","funds":"[\"injury\"]","id":"01a216dbcce77be6983ad1eafd24f946","lead":"李示华","mode":"on_site","people":2,"period_from":"2025-01-01","period_to":"2025-12-31","plan_id":"01a216dbc4f27a21b4ef10ed0336010b","quarter":1,"seq":1,"times":1,"unit_id":"01a216dbbdce7c718abf50da7867e6d4"}}','8d22897e6d0bd2c91440a71f6a14db85','36ff6075f647ca2be673cf32b088981b1542329e81129d2b24e5a56908ab9d068b838ddf041161741380463fb59634a11b52cc729669d0a704ba7c31d9fed409');
INSERT INTO "journal" VALUES(11,'25a0dcad5b4830e266493b01f33628321f52ddbf29b48a3fae66ff1481b0f696','{"act":"plan.year.approve","actor":"孙例平","body":"57f7958cafd011da88e866586704c7041506bcfa1068a691023e3a6236777d9f","chain":"a00b9aa5ed5258bc8891f587a6db87eb-c906e91e","local":"2026-01-05T10:00:00+08:00","op":"update","previous":"8e9fc3b6b7d3efcadf849d18db18d4438dc3863e74dd30fe11bb9ba968143c34","record":"01a216dbc4f27a21b4ef10ed0336010b","seq":11,"table":"plan","utc":"2026-01-05T02:00:00.000000Z"}','{"new":{"approval_text":"同意","approved_by":"钱样明","approved_on":"2026-01-05"},"old":{"approval_text":"","approved_by":null,"approved_on":null}}','75a3e50d7ffea1cf5ec33413e9dba3b7','8b7e0d73bdb4040e6d586d63e64a121b168888cc3723d1ff966e26c33fd945564e8df19525338302ef0c4c94bfdf82ab157502568ba4fc350141353979cb1e02');
CREATE TABLE lead (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	number VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	source VARCHAR(40) NOT NULL,
	channel VARCHAR NOT NULL,
	named BOOLEAN NOT NULL,
	unit_id VARCHAR(32),
	about VARCHAR NOT NULL,
	matter VARCHAR NOT NULL,
	funds JSON NOT NULL,
	amount INTEGER,
	origin VARCHAR NOT NULL,
	due_on DATE,
	proposal VARCHAR NOT NULL,
	registered_by VARCHAR(32) NOT NULL,
	state VARCHAR(40) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (number),
	FOREIGN KEY(unit_id) REFERENCES unit (id),
	FOREIGN KEY(registered_by) REFERENCES staff (id)
);
CREATE TABLE leadassessment (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	lead_id VARCHAR(32) NOT NULL,
	decision VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	transferred_to VARCHAR NOT NULL,
	decided_by VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lead_id) REFERENCES lead (id),
	FOREIGN KEY(decided_by) REFERENCES staff (id)
);
CREATE TABLE leadassignment (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	lead_id VARCHAR(32) NOT NULL,
	handler VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lead_id) REFERENCES lead (id),
	FOREIGN KEY(handler) REFERENCES staff (id)
);
CREATE TABLE leadclosing (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	lead_id VARCHAR(32) NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	result VARCHAR NOT NULL,
	reward VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lead_id) REFERENCES lead (id)
);
CREATE TABLE leadextension (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	lead_id VARCHAR(32) NOT NULL,
	days INTEGER NOT NULL,
	due_on DATE NOT NULL,
	reason VARCHAR NOT NULL,
	approved_by VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lead_id) REFERENCES lead (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE leadinspection (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	lead_id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lead_id) REFERENCES lead (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE ledgeritem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	finding_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	type VARCHAR(40) NOT NULL,
	demand VARCHAR NOT NULL,
	due_on DATE,
	responsible VARCHAR NOT NULL,
	measure VARCHAR NOT NULL,
	extension VARCHAR NOT NULL,
	recover INTEGER NOT NULL,
	recovered INTEGER NOT NULL,
	state VARCHAR(40) NOT NULL,
	checked_by VARCHAR(32),
	checked_on DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(finding_id) REFERENCES finding (id),
	FOREIGN KEY(checked_by) REFERENCES staff (id)
);
CREATE TABLE materialitem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	list_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	period VARCHAR NOT NULL,
	form VARCHAR(40) NOT NULL,
	copies INTEGER NOT NULL,
	purpose VARCHAR NOT NULL,
	due_on DATE NOT NULL,
	department VARCHAR NOT NULL,
	state VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(list_id) REFERENCES materialslist (id)
);
CREATE TABLE materialslist (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	notice_id VARCHAR(32) NOT NULL,
	due_on DATE NOT NULL,
	place VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(notice_id) REFERENCES notice (id)
);
CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT;
INSERT INTO "migration" VALUES(1,'initial','2026-01-05T08:40:00+08:00');
INSERT INTO "migration" VALUES(2,'ways of service','2026-01-05T08:40:00+08:00');
INSERT INTO "migration" VALUES(3,'leads, cooperation and picks','2026-01-05T08:40:00+08:00');
INSERT INTO "migration" VALUES(4,'corrections','2026-01-05T08:40:00+08:00');
CREATE TABLE notice (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	flight BOOLEAN NOT NULL,
	enter_on DATE NOT NULL,
	leave_on DATE NOT NULL,
	materials_due DATE,
	conditions VARCHAR NOT NULL,
	report_wanted VARCHAR NOT NULL,
	cooperation JSON NOT NULL,
	place VARCHAR NOT NULL,
	contact VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE numbering (
	id VARCHAR(32) NOT NULL,
	series VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	first INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (series, year)
);
CREATE TABLE objection (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	consultation_id VARCHAR(32) NOT NULL,
	method VARCHAR(40) NOT NULL,
	posted_on DATE,
	received_on DATE NOT NULL,
	last_day DATE NOT NULL,
	in_time BOOLEAN NOT NULL,
	agrees BOOLEAN NOT NULL,
	signer VARCHAR NOT NULL,
	recorder VARCHAR(32) NOT NULL,
	scan VARCHAR(64),
	scan_name VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(consultation_id) REFERENCES consultation (id),
	FOREIGN KEY(recorder) REFERENCES staff (id)
);
CREATE TABLE objectionitem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	objection_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(objection_id) REFERENCES objection (id)
);
CREATE TABLE orderrecheck (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	order_id VARCHAR(32) NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	seen VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(order_id) REFERENCES correction_order (id)
);
CREATE TABLE override (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	guard VARCHAR NOT NULL,
	record_id VARCHAR NOT NULL,
	inspection_id VARCHAR(32),
	because VARCHAR NOT NULL,
	approved_by VARCHAR(32) NOT NULL,
	actor VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE ownpoint (
	id VARCHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	matter VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	method VARCHAR NOT NULL,
	materials VARCHAR NOT NULL,
	basis VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (code)
);
CREATE TABLE pick (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	number VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	top INTEGER NOT NULL,
	drawn INTEGER NOT NULL,
	seed VARCHAR NOT NULL,
	weighted BOOLEAN NOT NULL,
	parameters JSON NOT NULL,
	population JSON NOT NULL,
	digest VARCHAR NOT NULL,
	chosen JSON NOT NULL,
	left_out JSON NOT NULL,
	actor VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (number)
);
CREATE TABLE pickeditem (
	id VARCHAR(32) NOT NULL,
	pick_id VARCHAR(32) NOT NULL,
	plan_item_id VARCHAR(32) NOT NULL,
	unit VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(pick_id) REFERENCES pick (id),
	FOREIGN KEY(plan_item_id) REFERENCES planitem (id)
);
CREATE TABLE "plan" (
	id VARCHAR(32) NOT NULL,
	year INTEGER NOT NULL,
	guidance VARCHAR NOT NULL,
	scope VARCHAR NOT NULL,
	focus VARCHAR NOT NULL,
	approved_by VARCHAR,
	approved_on DATE,
	approval_text VARCHAR NOT NULL,
	filed_on DATE,
	filing_number VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (year)
);
INSERT INTO "plan" VALUES('01a216dbc4f27a21b4ef10ed0336010b',2026,'保障社会保险基金安全','本县社会保险经办机构','待遇支付','钱样明','2026-01-05','同意',NULL,'');
CREATE TABLE planchange (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	plan_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	approved_by VARCHAR NOT NULL,
	kind VARCHAR(40) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
CREATE TABLE planitem (
	id VARCHAR(32) NOT NULL,
	plan_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	unit_id VARCHAR(32) NOT NULL,
	funds JSON NOT NULL,
	mode VARCHAR(40) NOT NULL,
	form VARCHAR(40) NOT NULL,
	period_from DATE NOT NULL,
	period_to DATE NOT NULL,
	quarter INTEGER NOT NULL,
	times INTEGER NOT NULL,
	lead VARCHAR NOT NULL,
	people INTEGER NOT NULL,
	days INTEGER NOT NULL,
	cost INTEGER NOT NULL,
	focus VARCHAR NOT NULL,
	dropped_on DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(plan_id) REFERENCES "plan" (id),
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "planitem" VALUES('01a216dbcce77be6983ad1eafd24f946','01a216dbc4f27a21b4ef10ed0336010b',1,'01a216dbbdce7c718abf50da7867e6d4','["injury"]','on_site','special','2025-01-01','2025-12-31',1,1,'李示华',2,10,0,'',NULL);
CREATE TABLE progress (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	ledger_item_id VARCHAR(32) NOT NULL,
	text VARCHAR NOT NULL,
	recovered INTEGER NOT NULL,
	done BOOLEAN NOT NULL,
	evidence JSON NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(ledger_item_id) REFERENCES ledgeritem (id)
);
CREATE TABLE proofofservice (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32),
	documents JSON NOT NULL,
	addressee VARCHAR NOT NULL,
	method VARCHAR(40) NOT NULL,
	place VARCHAR NOT NULL,
	servers JSON NOT NULL,
	received_at DATETIME,
	receiver VARCHAR NOT NULL,
	capacity VARCHAR NOT NULL,
	relation VARCHAR NOT NULL,
	standing VARCHAR(40),
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	witness_capacity VARCHAR NOT NULL,
	tracking VARCHAR NOT NULL,
	through VARCHAR NOT NULL,
	address_id VARCHAR(32),
	published_on DATE,
	published_in VARCHAR NOT NULL,
	public_days INTEGER,
	attempts JSON NOT NULL,
	recordings JSON NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(address_id) REFERENCES serviceaddress (id)
);
CREATE TABLE questioning (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	ended_at DATETIME NOT NULL,
	place VARCHAR NOT NULL,
	person VARCHAR NOT NULL,
	sex VARCHAR NOT NULL,
	age INTEGER,
	identity_no VARCHAR NOT NULL,
	employer VARCHAR NOT NULL,
	post VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	relation VARCHAR NOT NULL,
	matter VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	recorder VARCHAR(32) NOT NULL,
	interpreter VARCHAR NOT NULL,
	certificates VARCHAR NOT NULL,
	recusal_asked BOOLEAN NOT NULL,
	recusal_reason VARCHAR NOT NULL,
	answers JSON NOT NULL,
	corrections INTEGER NOT NULL,
	read_aloud BOOLEAN NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(recorder) REFERENCES staff (id)
);
CREATE TABLE recheck (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	place VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	met VARCHAR NOT NULL,
	met_post VARCHAR NOT NULL,
	conclusion VARCHAR NOT NULL,
	unit_opinion VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE recheckitem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	recheck_id VARCHAR(32) NOT NULL,
	ledger_item_id VARCHAR(32) NOT NULL,
	method VARCHAR NOT NULL,
	seen VARCHAR NOT NULL,
	struck BOOLEAN NOT NULL,
	next_step VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(recheck_id) REFERENCES recheck (id),
	FOREIGN KEY(ledger_item_id) REFERENCES ledgeritem (id)
);
CREATE TABLE rectificationopinion (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	report_due DATE,
	contact VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE recusaldecision (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	request_id VARCHAR(32) NOT NULL,
	granted BOOLEAN NOT NULL,
	examined VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	decided_by VARCHAR(32),
	collective VARCHAR NOT NULL,
	replacement VARCHAR(32),
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(request_id) REFERENCES recusalrequest (id),
	FOREIGN KEY(decided_by) REFERENCES staff (id),
	FOREIGN KEY(replacement) REFERENCES staff (id)
);
CREATE TABLE recusalrequest (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	staff_id VARCHAR(32) NOT NULL,
	"by" VARCHAR(40) NOT NULL,
	applicant VARCHAR NOT NULL,
	capacity VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	facts VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE report (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	draft_id VARCHAR(32) NOT NULL,
	background VARCHAR NOT NULL,
	work VARCHAR NOT NULL,
	evaluation VARCHAR NOT NULL,
	opinion VARCHAR NOT NULL,
	suggestions VARCHAR NOT NULL,
	signed_by VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(draft_id) REFERENCES reportdraft (id),
	FOREIGN KEY(signed_by) REFERENCES staff (id)
);
CREATE TABLE reportdraft (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	n INTEGER NOT NULL,
	background VARCHAR NOT NULL,
	work VARCHAR NOT NULL,
	evaluation VARCHAR NOT NULL,
	opinion VARCHAR NOT NULL,
	suggestions VARCHAR NOT NULL,
	author VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(author) REFERENCES staff (id)
);
CREATE TABLE reporter (
	id VARCHAR(32) NOT NULL,
	lead_id VARCHAR(32) NOT NULL,
	sealed VARCHAR(64) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lead_id) REFERENCES lead (id)
);
CREATE TABLE reporterrequest (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	lead_id VARCHAR(32) NOT NULL,
	reason VARCHAR NOT NULL,
	actor VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lead_id) REFERENCES lead (id)
);
CREATE TABLE scheme (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	items VARCHAR NOT NULL,
	scope VARCHAR NOT NULL,
	region VARCHAR NOT NULL,
	content VARCHAR NOT NULL,
	matters JSON NOT NULL,
	focus VARCHAR NOT NULL,
	starts_on DATE NOT NULL,
	ends_on DATE NOT NULL,
	method VARCHAR NOT NULL,
	steps VARCHAR NOT NULL,
	division VARCHAR NOT NULL,
	confidentiality VARCHAR NOT NULL,
	contingency VARCHAR NOT NULL,
	materials JSON NOT NULL,
	made_by VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(made_by) REFERENCES staff (id)
);
CREATE TABLE seal (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	seq INTEGER NOT NULL,
	reasons JSON NOT NULL,
	facts VARCHAR NOT NULL,
	basis JSON NOT NULL,
	copy_suffices VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	keeper VARCHAR NOT NULL,
	custody_mode VARCHAR NOT NULL,
	days INTEGER NOT NULL,
	urgent BOOLEAN NOT NULL,
	urgent_reason VARCHAR NOT NULL,
	state VARCHAR(40) NOT NULL,
	requested_by VARCHAR(32) NOT NULL,
	acted_at DATETIME,
	ended_at DATETIME,
	starts_on DATE,
	ends_on DATE,
	inspectors JSON NOT NULL,
	recorder VARCHAR(32),
	notified VARCHAR NOT NULL,
	attended VARCHAR NOT NULL,
	attended_post VARCHAR NOT NULL,
	process VARCHAR NOT NULL,
	recordings JSON NOT NULL,
	statement VARCHAR NOT NULL,
	answer VARCHAR NOT NULL,
	outcome VARCHAR(40),
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	witness_capacity VARCHAR NOT NULL,
	remedy VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	UNIQUE (code),
	FOREIGN KEY(requested_by) REFERENCES staff (id),
	FOREIGN KEY(recorder) REFERENCES staff (id)
);
CREATE TABLE sealcount (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seal_id VARCHAR(32) NOT NULL,
	present JSON NOT NULL,
	missing JSON NOT NULL,
	extra JSON NOT NULL,
	broken JSON NOT NULL,
	inspectors JSON NOT NULL,
	attended VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(seal_id) REFERENCES seal (id)
);
CREATE TABLE sealextension (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seal_id VARCHAR(32) NOT NULL,
	old_end DATE NOT NULL,
	new_end DATE NOT NULL,
	reason VARCHAR NOT NULL,
	approved_by VARCHAR(32) NOT NULL,
	remedy VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(seal_id) REFERENCES seal (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE sealitem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seal_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	material VARCHAR NOT NULL,
	reference VARCHAR NOT NULL,
	period VARCHAR NOT NULL,
	quantity INTEGER NOT NULL,
	unit VARCHAR NOT NULL,
	pages INTEGER,
	features VARCHAR NOT NULL,
	carrier VARCHAR NOT NULL,
	digest VARCHAR NOT NULL,
	strip VARCHAR NOT NULL,
	kept_at VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	released_id VARCHAR(32),
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(seal_id) REFERENCES seal (id),
	FOREIGN KEY(released_id) REFERENCES sealrelease (id)
);
CREATE TABLE sealrelease (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seal_id VARCHAR(32) NOT NULL,
	ground VARCHAR(40) NOT NULL,
	text VARCHAR NOT NULL,
	whole BOOLEAN NOT NULL,
	approved_by VARCHAR(32),
	place VARCHAR NOT NULL,
	strips_intact BOOLEAN NOT NULL,
	broken JSON NOT NULL,
	opening VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	receiver VARCHAR NOT NULL,
	receiver_post VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(seal_id) REFERENCES seal (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE seriescode (
	id VARCHAR(32) NOT NULL,
	agency_id VARCHAR(32) NOT NULL,
	series VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (agency_id, series),
	FOREIGN KEY(agency_id) REFERENCES agency (id)
);
CREATE TABLE serviceaddress (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	unit_id VARCHAR(32) NOT NULL,
	party VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	postcode VARCHAR NOT NULL,
	receiver VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	electronic VARCHAR NOT NULL,
	consents BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE servicefailure (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	documents JSON NOT NULL,
	method VARCHAR(40) NOT NULL,
	addressee VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	servers JSON NOT NULL,
	reason VARCHAR NOT NULL,
	proof_id VARCHAR(32),
	tracking VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(proof_id) REFERENCES proofofservice (id)
);
CREATE TABLE setting (
	id VARCHAR(32) NOT NULL,
	"key" VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE signedpaper (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	document_id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32),
	signer VARCHAR NOT NULL,
	capacity VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	scan VARCHAR(64),
	scan_name VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(document_id) REFERENCES document (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE siterecord (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	topic VARCHAR NOT NULL,
	ended_at DATETIME NOT NULL,
	place VARCHAR NOT NULL,
	companion VARCHAR NOT NULL,
	companion_post VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	recorder VARCHAR(32) NOT NULL,
	certificates VARCHAR NOT NULL,
	recusal_asked BOOLEAN NOT NULL,
	recusal_reason VARCHAR NOT NULL,
	steps JSON NOT NULL,
	reporter VARCHAR NOT NULL,
	reported VARCHAR NOT NULL,
	seen VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	unit_opinion VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(recorder) REFERENCES staff (id)
);
CREATE TABLE staff (
	id VARCHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	role VARCHAR(40) NOT NULL,
	department VARCHAR NOT NULL,
	post VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	organisation VARCHAR NOT NULL,
	certificate VARCHAR,
	certificate_issuer VARCHAR NOT NULL,
	certificate_from DATE,
	certificate_to DATE,
	PRIMARY KEY (id),
	UNIQUE (name)
);
INSERT INTO "staff" VALUES('01a216db95f8744aa17d305e731b8b4a','李示华','inspector','基金监督科','一级科员','0791-00000004','','36012300002','江西省司法厅','2023-01-01','2027-12-31');
INSERT INTO "staff" VALUES('01a216db9e107205b98e739f063d5e5f','吴仿真','inspector','基金监督科','一级科员','','','36012300003','江西省司法厅','2023-01-01','2027-12-31');
INSERT INTO "staff" VALUES('01a216dba7037b689e25b4e2ae9ac60b','孙例平','supervisor','基金监督科','科长','','',NULL,'',NULL,NULL);
INSERT INTO "staff" VALUES('01a216dbae6e7fac8c21ced4b5e29010','钱样明','approver','局领导','局长','','',NULL,'',NULL,NULL);
CREATE TABLE strip (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seal_id VARCHAR(32) NOT NULL,
	number VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	release_id VARCHAR(32),
	intact BOOLEAN,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(seal_id) REFERENCES seal (id),
	UNIQUE (number),
	FOREIGN KEY(release_id) REFERENCES sealrelease (id)
);
CREATE TABLE teammember (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	staff_id VARCHAR(32) NOT NULL,
	role VARCHAR(40) NOT NULL,
	duty VARCHAR NOT NULL,
	no_interest BOOLEAN NOT NULL,
	left_at DATETIME,
	left_reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE training (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	staff_id VARCHAR(32) NOT NULL,
	topic VARCHAR NOT NULL,
	organiser VARCHAR NOT NULL,
	starts_on DATE NOT NULL,
	ends_on DATE NOT NULL,
	hours INTEGER NOT NULL,
	result VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE unit (
	id VARCHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	credit_code VARCHAR NOT NULL,
	type VARCHAR(40) NOT NULL,
	subtype VARCHAR NOT NULL,
	region_code VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	head VARCHAR NOT NULL,
	head_post VARCHAR NOT NULL,
	contact VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	is_enterprise BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (name)
);
INSERT INTO "unit" VALUES('01a216dbbdce7c718abf50da7867e6d4','样本县社会保险服务中心','','handling_agency','','360100','样本县示范路3号','赵样本','主任','','0791-00000003',0);
CREATE TABLE workingpaper (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	matter VARCHAR NOT NULL,
	method VARCHAR NOT NULL,
	facts VARCHAR NOT NULL,
	persons INTEGER,
	entries INTEGER,
	amount INTEGER,
	basis JSON NOT NULL,
	nature VARCHAR NOT NULL,
	cause VARCHAR NOT NULL,
	effect VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	suggestion VARCHAR NOT NULL,
	unit_opinion VARCHAR NOT NULL,
	author VARCHAR(32) NOT NULL,
	reviewer VARCHAR(32),
	reviewed_at DATETIME,
	review_text VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(author) REFERENCES staff (id),
	FOREIGN KEY(reviewer) REFERENCES staff (id)
);
CREATE UNIQUE INDEX journal_place ON journal (chain, seq);
CREATE UNIQUE INDEX journal_hash ON journal (hash);
CREATE INDEX journal_record ON journal (record_table, record_id);
CREATE INDEX ix_agreement_unit_id ON agreement (unit_id);
CREATE INDEX ix_interest_staff_id ON interest (staff_id);
CREATE INDEX ix_interest_unit_id ON interest (unit_id);
CREATE INDEX ix_lead_registered_by ON lead (registered_by);
CREATE INDEX ix_lead_unit_id ON lead (unit_id);
CREATE INDEX ix_planchange_plan_id ON planchange (plan_id);
CREATE INDEX ix_planitem_plan_id ON planitem (plan_id);
CREATE INDEX ix_planitem_unit_id ON planitem (unit_id);
CREATE INDEX ix_seriescode_agency_id ON seriescode (agency_id);
CREATE INDEX ix_training_staff_id ON training (staff_id);
CREATE INDEX ix_agreementchange_agreement_id ON agreementchange (agreement_id);
CREATE INDEX ix_inspection_plan_item_id ON inspection (plan_item_id);
CREATE INDEX ix_inspection_unit_id ON inspection (unit_id);
CREATE INDEX ix_leadassessment_decided_by ON leadassessment (decided_by);
CREATE INDEX ix_leadassessment_lead_id ON leadassessment (lead_id);
CREATE INDEX ix_leadassignment_handler ON leadassignment (handler);
CREATE INDEX ix_leadassignment_lead_id ON leadassignment (lead_id);
CREATE UNIQUE INDEX ix_leadclosing_lead_id ON leadclosing (lead_id);
CREATE INDEX ix_leadextension_approved_by ON leadextension (approved_by);
CREATE UNIQUE INDEX ix_leadextension_lead_id ON leadextension (lead_id);
CREATE INDEX ix_pickeditem_pick_id ON pickeditem (pick_id);
CREATE INDEX ix_pickeditem_plan_item_id ON pickeditem (plan_item_id);
CREATE UNIQUE INDEX ix_reporter_lead_id ON reporter (lead_id);
CREATE INDEX ix_reporterrequest_lead_id ON reporterrequest (lead_id);
CREATE INDEX ix_acknowledgement_inspection_id ON acknowledgement (inspection_id);
CREATE INDEX ix_approval_approved_by ON approval (approved_by);
CREATE INDEX ix_approval_inspection_id ON approval (inspection_id);
CREATE INDEX ix_approval_prepared_by ON approval (prepared_by);
CREATE INDEX ix_approval_reviewed_by ON approval (reviewed_by);
CREATE INDEX ix_closing_archived_by ON closing (archived_by);
CREATE INDEX ix_closing_checked_by ON closing (checked_by);
CREATE INDEX ix_closing_inspection_id ON closing (inspection_id);
CREATE INDEX ix_commitment_inspection_id ON commitment (inspection_id);
CREATE INDEX ix_cooperation_asked_by ON cooperation (asked_by);
CREATE INDEX ix_cooperation_inspection_id ON cooperation (inspection_id);
CREATE INDEX ix_cooperation_lead_id ON cooperation (lead_id);
CREATE INDEX ix_correction_order_contact ON correction_order (contact);
CREATE INDEX ix_correction_order_inspection_id ON correction_order (inspection_id);
CREATE INDEX ix_declaration_inspection_id ON declaration (inspection_id);
CREATE INDEX ix_declaration_staff_id ON declaration (staff_id);
CREATE INDEX ix_declarationcheck_inspection_id ON declarationcheck (inspection_id);
CREATE INDEX ix_declarationcheck_own_verified_by ON declarationcheck (own_verified_by);
CREATE INDEX ix_declarationcheck_verified_by ON declarationcheck (verified_by);
CREATE INDEX ix_document_inspection_id ON document (inspection_id);
CREATE INDEX ix_document_kind ON document (kind);
CREATE INDEX ix_entry_inspection_id ON entry (inspection_id);
CREATE INDEX ix_evidence_inspection_id ON evidence (inspection_id);
CREATE INDEX ix_evidencesheet_inspection_id ON evidencesheet (inspection_id);
CREATE INDEX ix_fieldworkend_inspection_id ON fieldworkend (inspection_id);
CREATE INDEX ix_finding_inspection_id ON finding (inspection_id);
CREATE INDEX ix_handover_inspection_id ON handover (inspection_id);
CREATE INDEX ix_leadinspection_inspection_id ON leadinspection (inspection_id);
CREATE INDEX ix_leadinspection_lead_id ON leadinspection (lead_id);
CREATE INDEX ix_notice_inspection_id ON notice (inspection_id);
CREATE INDEX ix_override_approved_by ON override (approved_by);
CREATE INDEX ix_override_inspection_id ON override (inspection_id);
CREATE INDEX ix_questioning_inspection_id ON questioning (inspection_id);
CREATE INDEX ix_questioning_recorder ON questioning (recorder);
CREATE INDEX ix_recheck_inspection_id ON recheck (inspection_id);
CREATE INDEX ix_rectificationopinion_inspection_id ON rectificationopinion (inspection_id);
CREATE INDEX ix_recusalrequest_inspection_id ON recusalrequest (inspection_id);
CREATE INDEX ix_recusalrequest_staff_id ON recusalrequest (staff_id);
CREATE INDEX ix_reportdraft_author ON reportdraft (author);
CREATE INDEX ix_reportdraft_inspection_id ON reportdraft (inspection_id);
CREATE INDEX ix_scheme_inspection_id ON scheme (inspection_id);
CREATE INDEX ix_scheme_made_by ON scheme (made_by);
CREATE INDEX ix_seal_inspection_id ON seal (inspection_id);
CREATE INDEX ix_seal_recorder ON seal (recorder);
CREATE INDEX ix_seal_requested_by ON seal (requested_by);
CREATE INDEX ix_serviceaddress_inspection_id ON serviceaddress (inspection_id);
CREATE INDEX ix_serviceaddress_unit_id ON serviceaddress (unit_id);
CREATE INDEX ix_siterecord_inspection_id ON siterecord (inspection_id);
CREATE INDEX ix_siterecord_recorder ON siterecord (recorder);
CREATE INDEX ix_teammember_inspection_id ON teammember (inspection_id);
CREATE INDEX ix_teammember_staff_id ON teammember (staff_id);
CREATE INDEX ix_workingpaper_author ON workingpaper (author);
CREATE INDEX ix_workingpaper_inspection_id ON workingpaper (inspection_id);
CREATE INDEX ix_workingpaper_reviewer ON workingpaper (reviewer);
CREATE INDEX ix_checkanswer_answered_by ON checkanswer (answered_by);
CREATE INDEX ix_checkanswer_finding_id ON checkanswer (finding_id);
CREATE INDEX ix_checkanswer_inspection_id ON checkanswer (inspection_id);
CREATE INDEX ix_consultation_draft_id ON consultation (draft_id);
CREATE INDEX ix_consultation_inspection_id ON consultation (inspection_id);
CREATE INDEX ix_cooperationanswer_cooperation_id ON cooperationanswer (cooperation_id);
CREATE INDEX ix_correction_document_id ON correction (document_id);
CREATE INDEX ix_correction_inspection_id ON correction (inspection_id);
CREATE INDEX ix_custody_evidence_id ON custody (evidence_id);
CREATE INDEX ix_custody_inspection_id ON custody (inspection_id);
CREATE INDEX ix_documentvoid_approved_by ON documentvoid (approved_by);
CREATE UNIQUE INDEX ix_documentvoid_document_id ON documentvoid (document_id);
CREATE INDEX ix_documentvoid_inspection_id ON documentvoid (inspection_id);
CREATE INDEX ix_handoveritem_handover_id ON handoveritem (handover_id);
CREATE INDEX ix_handoveritem_inspection_id ON handoveritem (inspection_id);
CREATE INDEX ix_handoveritem_returned_id ON handoveritem (returned_id);
CREATE INDEX ix_ledgeritem_checked_by ON ledgeritem (checked_by);
CREATE INDEX ix_ledgeritem_finding_id ON ledgeritem (finding_id);
CREATE INDEX ix_ledgeritem_inspection_id ON ledgeritem (inspection_id);
CREATE INDEX ix_materialslist_inspection_id ON materialslist (inspection_id);
CREATE INDEX ix_materialslist_notice_id ON materialslist (notice_id);
CREATE INDEX ix_orderrecheck_inspection_id ON orderrecheck (inspection_id);
CREATE INDEX ix_orderrecheck_order_id ON orderrecheck (order_id);
CREATE INDEX ix_proofofservice_address_id ON proofofservice (address_id);
CREATE INDEX ix_proofofservice_inspection_id ON proofofservice (inspection_id);
CREATE INDEX ix_recusaldecision_decided_by ON recusaldecision (decided_by);
CREATE INDEX ix_recusaldecision_inspection_id ON recusaldecision (inspection_id);
CREATE INDEX ix_recusaldecision_replacement ON recusaldecision (replacement);
CREATE INDEX ix_recusaldecision_request_id ON recusaldecision (request_id);
CREATE INDEX ix_report_draft_id ON report (draft_id);
CREATE INDEX ix_report_inspection_id ON report (inspection_id);
CREATE INDEX ix_report_signed_by ON report (signed_by);
CREATE INDEX ix_sealcount_inspection_id ON sealcount (inspection_id);
CREATE INDEX ix_sealcount_seal_id ON sealcount (seal_id);
CREATE INDEX ix_sealextension_approved_by ON sealextension (approved_by);
CREATE INDEX ix_sealextension_inspection_id ON sealextension (inspection_id);
CREATE INDEX ix_sealextension_seal_id ON sealextension (seal_id);
CREATE INDEX ix_sealrelease_approved_by ON sealrelease (approved_by);
CREATE INDEX ix_sealrelease_inspection_id ON sealrelease (inspection_id);
CREATE INDEX ix_sealrelease_seal_id ON sealrelease (seal_id);
CREATE INDEX ix_signedpaper_document_id ON signedpaper (document_id);
CREATE INDEX ix_signedpaper_inspection_id ON signedpaper (inspection_id);
CREATE INDEX ix_deemedconsent_consultation_id ON deemedconsent (consultation_id);
CREATE INDEX ix_deemedconsent_inspection_id ON deemedconsent (inspection_id);
CREATE INDEX ix_materialitem_inspection_id ON materialitem (inspection_id);
CREATE INDEX ix_materialitem_list_id ON materialitem (list_id);
CREATE INDEX ix_objection_consultation_id ON objection (consultation_id);
CREATE INDEX ix_objection_inspection_id ON objection (inspection_id);
CREATE INDEX ix_objection_recorder ON objection (recorder);
CREATE INDEX ix_progress_inspection_id ON progress (inspection_id);
CREATE INDEX ix_progress_ledger_item_id ON progress (ledger_item_id);
CREATE INDEX ix_recheckitem_inspection_id ON recheckitem (inspection_id);
CREATE INDEX ix_recheckitem_ledger_item_id ON recheckitem (ledger_item_id);
CREATE INDEX ix_recheckitem_recheck_id ON recheckitem (recheck_id);
CREATE INDEX ix_sealitem_inspection_id ON sealitem (inspection_id);
CREATE INDEX ix_sealitem_released_id ON sealitem (released_id);
CREATE INDEX ix_sealitem_seal_id ON sealitem (seal_id);
CREATE INDEX ix_servicefailure_inspection_id ON servicefailure (inspection_id);
CREATE INDEX ix_servicefailure_proof_id ON servicefailure (proof_id);
CREATE INDEX ix_strip_inspection_id ON strip (inspection_id);
CREATE INDEX ix_strip_release_id ON strip (release_id);
CREATE INDEX ix_strip_seal_id ON strip (seal_id);
CREATE INDEX ix_objectionitem_inspection_id ON objectionitem (inspection_id);
CREATE INDEX ix_objectionitem_objection_id ON objectionitem (objection_id);
CREATE INDEX ix_adoption_finding_id ON adoption (finding_id);
CREATE INDEX ix_adoption_inspection_id ON adoption (inspection_id);
CREATE INDEX ix_adoption_item_id ON adoption (item_id);
CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER chain_kept BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER chain_fixed BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER migration_kept BEFORE DELETE ON migration BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER migration_fixed BEFORE UPDATE ON migration BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal WHEN
  OLD.pos IS NOT NEW.pos OR OLD.hash IS NOT NEW.hash OR OLD.header IS NOT NEW.header
  OR OLD.signature IS NOT NEW.signature OR NEW.body IS NOT NULL OR NEW.salt IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM journal said WHERE said.record_table = 'journal' AND said.record_id = OLD.hash
                 AND said.op = 'withhold')
BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END;
CREATE TRIGGER "acknowledgement_kept" BEFORE DELETE ON "acknowledgement" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "adoption_kept" BEFORE DELETE ON "adoption" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "agency_kept" BEFORE DELETE ON "agency" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "agreement_kept" BEFORE DELETE ON "agreement" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "agreementchange_kept" BEFORE DELETE ON "agreementchange" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "approval_kept" BEFORE DELETE ON "approval" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "checkanswer_kept" BEFORE DELETE ON "checkanswer" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "closing_kept" BEFORE DELETE ON "closing" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "commitment_kept" BEFORE DELETE ON "commitment" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "consultation_kept" BEFORE DELETE ON "consultation" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "cooperation_kept" BEFORE DELETE ON "cooperation" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "cooperationanswer_kept" BEFORE DELETE ON "cooperationanswer" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "correction_kept" BEFORE DELETE ON "correction" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "correction_order_kept" BEFORE DELETE ON "correction_order" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "custody_kept" BEFORE DELETE ON "custody" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "declaration_kept" BEFORE DELETE ON "declaration" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "declarationcheck_kept" BEFORE DELETE ON "declarationcheck" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "deemedconsent_kept" BEFORE DELETE ON "deemedconsent" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "document_kept" BEFORE DELETE ON "document" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "documentvoid_kept" BEFORE DELETE ON "documentvoid" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "entry_kept" BEFORE DELETE ON "entry" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "evidence_kept" BEFORE DELETE ON "evidence" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "evidencesheet_kept" BEFORE DELETE ON "evidencesheet" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "fieldworkend_kept" BEFORE DELETE ON "fieldworkend" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "finding_kept" BEFORE DELETE ON "finding" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "handover_kept" BEFORE DELETE ON "handover" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "handoveritem_kept" BEFORE DELETE ON "handoveritem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "inspection_kept" BEFORE DELETE ON "inspection" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "interest_kept" BEFORE DELETE ON "interest" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "lead_kept" BEFORE DELETE ON "lead" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "leadassessment_kept" BEFORE DELETE ON "leadassessment" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "leadassignment_kept" BEFORE DELETE ON "leadassignment" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "leadclosing_kept" BEFORE DELETE ON "leadclosing" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "leadextension_kept" BEFORE DELETE ON "leadextension" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "leadinspection_kept" BEFORE DELETE ON "leadinspection" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "ledgeritem_kept" BEFORE DELETE ON "ledgeritem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "materialitem_kept" BEFORE DELETE ON "materialitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "materialslist_kept" BEFORE DELETE ON "materialslist" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "notice_kept" BEFORE DELETE ON "notice" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "numbering_kept" BEFORE DELETE ON "numbering" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "objection_kept" BEFORE DELETE ON "objection" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "objectionitem_kept" BEFORE DELETE ON "objectionitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "orderrecheck_kept" BEFORE DELETE ON "orderrecheck" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "override_kept" BEFORE DELETE ON "override" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "ownpoint_kept" BEFORE DELETE ON "ownpoint" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "pick_kept" BEFORE DELETE ON "pick" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "pickeditem_kept" BEFORE DELETE ON "pickeditem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "plan_kept" BEFORE DELETE ON "plan" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "planchange_kept" BEFORE DELETE ON "planchange" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "planitem_kept" BEFORE DELETE ON "planitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "progress_kept" BEFORE DELETE ON "progress" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "proofofservice_kept" BEFORE DELETE ON "proofofservice" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "questioning_kept" BEFORE DELETE ON "questioning" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "recheck_kept" BEFORE DELETE ON "recheck" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "recheckitem_kept" BEFORE DELETE ON "recheckitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "rectificationopinion_kept" BEFORE DELETE ON "rectificationopinion" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "recusaldecision_kept" BEFORE DELETE ON "recusaldecision" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "recusalrequest_kept" BEFORE DELETE ON "recusalrequest" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "report_kept" BEFORE DELETE ON "report" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "reportdraft_kept" BEFORE DELETE ON "reportdraft" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "reporter_kept" BEFORE DELETE ON "reporter" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "reporterrequest_kept" BEFORE DELETE ON "reporterrequest" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "scheme_kept" BEFORE DELETE ON "scheme" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "seal_kept" BEFORE DELETE ON "seal" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "sealcount_kept" BEFORE DELETE ON "sealcount" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "sealextension_kept" BEFORE DELETE ON "sealextension" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "sealitem_kept" BEFORE DELETE ON "sealitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "sealrelease_kept" BEFORE DELETE ON "sealrelease" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "seriescode_kept" BEFORE DELETE ON "seriescode" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "serviceaddress_kept" BEFORE DELETE ON "serviceaddress" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "servicefailure_kept" BEFORE DELETE ON "servicefailure" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "setting_kept" BEFORE DELETE ON "setting" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "signedpaper_kept" BEFORE DELETE ON "signedpaper" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "siterecord_kept" BEFORE DELETE ON "siterecord" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "staff_kept" BEFORE DELETE ON "staff" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "strip_kept" BEFORE DELETE ON "strip" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "teammember_kept" BEFORE DELETE ON "teammember" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "training_kept" BEFORE DELETE ON "training" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "unit_kept" BEFORE DELETE ON "unit" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "workingpaper_kept" BEFORE DELETE ON "workingpaper" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "signedpaper_frozen" BEFORE UPDATE ON "signedpaper" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "reporter_frozen" BEFORE UPDATE ON "reporter" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "correction_frozen" BEFORE UPDATE ON "correction" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "custody_frozen" BEFORE UPDATE ON "custody" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "pick_frozen" BEFORE UPDATE ON "pick" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "reporterrequest_frozen" BEFORE UPDATE ON "reporterrequest" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "acknowledgement_frozen" BEFORE UPDATE ON "acknowledgement" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "documentvoid_frozen" BEFORE UPDATE ON "documentvoid" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "override_frozen" BEFORE UPDATE ON "override" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "document_frozen" BEFORE UPDATE ON "document" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('journal',11);
COMMIT;
